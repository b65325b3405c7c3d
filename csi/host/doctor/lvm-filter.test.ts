import { describe, expect, it } from 'vitest';
import { changeOf, hidesVolumes, VOLUME_PATTERNS } from './lvm-filter.ts';

const OURS = VOLUME_PATTERNS;

describe('a filter of LVM', () => {
  it.each([
    { what: 'none', patterns: [], hides: false },
    { what: 'ours', patterns: OURS, hides: true },
    { what: 'half of ours', patterns: OURS.slice(0, 1), hides: false },
    { what: 'ours, then the default', patterns: [...OURS, 'a|.*|'], hides: false },
    { what: 'ours, then what no volume fits', patterns: [...OURS, 'a|^/dev/sd|', 'r|^/dev/nbd|'], hides: true },
    { what: "this host's disks and nothing else", patterns: ['a|^/dev/sda|', 'r|.*|'], hides: true },
    { what: 'the same in brackets', patterns: ['a(^/dev/sda)', 'r[.*]', 'a{never}'], hides: true },
    { what: 'every array, ours among them', patterns: ['a|^/dev/md|', 'r|.*|'], hides: false },
    { what: 'one array of this host', patterns: ['a|^/dev/md0$|', 'r|.*|'], hides: true },
    { what: 'a link that arrays have as well', patterns: [...OURS, 'a|^/dev/disk/by-id/|'], hides: false },
    { what: 'one volume, and not the other', patterns: ['r|^/dev/md/0|', OURS[1]!], hides: false },
    { what: 'braces, which count nothing', patterns: ['r|^/dev/md/[0-9a-f]{32}$|', OURS[1]!], hides: false },
    { what: 'a backslash before a plain letter', patterns: ['r|^/\\dev/|'], hides: true },
    { what: 'one that cannot be read', patterns: [...OURS, 'r|(|'], hides: false },
    { what: 'one without an end', patterns: [...OURS, 'r|/dev/x'], hides: false },
  ])('hides volumes or not: $what', ({ patterns, hides }) => {
    expect(hidesVolumes(patterns)).toBe(hides);
  });

  it.each([
    { what: 'none', patterns: [], change: 'put-first' },
    { what: 'rejects alone', patterns: ['r|^/dev/nbd|'], change: 'put-first' },
    { what: 'accepts others', patterns: ['a|^/dev/sda|', 'r|^/dev/nbd|'], change: 'put-first' },
    { what: 'the default', patterns: ['a|.*|'], change: 'replace' },
    { what: 'accepts that reject nothing', patterns: ['a|^/dev/sda|', 'a|^/dev/md|'], change: 'replace' },
    { what: 'the default, then ours', patterns: ['a|.*|', ...OURS], change: 'replace' },
    { what: 'rejects, and accepts the rest', patterns: ['r|^/dev/nbd|', 'a|.*|'], change: 'none' },
    { what: 'accepts every array', patterns: ['a|^/dev/md|', 'r|.*|'], change: 'none' },
  ])('can be made to: $what', ({ patterns, change }) => {
    expect(changeOf(patterns)).toBe(change);
  });

  it.each(['/dev/md/0', '/dev/md/root', '/dev/md0', '/dev/md127', '/dev/mapper/stowage-data', '/dev/mapper/vg-root'])(
    "leaves this host's own %s",
    (path) => {
      for (const pattern of OURS) expect(new RegExp(pattern.slice(2, -1)).test(path)).toBe(false);
    },
  );
});
