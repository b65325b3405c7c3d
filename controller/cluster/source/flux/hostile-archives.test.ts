import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packed, paxOf, rawTar, tarOf } from './testing/pack.ts';
import { readArchive } from './testing/read-archive.ts';

const YAML = { name: 'a.yaml', text: 'a: 1' };

describe('archives that are none, or made to harm', () => {
  const attributes = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${String(at)}`, '']));
  const few = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${String(at)}`, '']));
  const file = { name: 'a.yaml', contents: Buffer.from('a: 1') };
  const own = { name: 'p', type: 'x', contents: paxOf({ a: 'b' }) };
  const harmful: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, RegExp])[] = [
    ['no gzip', () => tarOf([YAML]), /^corrupt: the artifact is no gzipped tar archive .*: incorrect header check$/],
    ['nothing', () => Buffer.alloc(0), /^corrupt/],
    ['gzip cut off', async () => (await packed([YAML])).subarray(0, -20), /^corrupt: .*unexpected end of file$/],
    [
      'tar cut off',
      async () => gzipSync((await tarOf([{ name: 'a.yaml', text: 'x'.repeat(900) }])).subarray(0, 700)),
      /^corrupt: .*Unexpected end of data$/,
    ],
    ['no tar', () => gzipSync(Buffer.alloc(2048, 'x')), /^corrupt: .*Invalid tar header/],
    [
      'a bomb',
      () => gzipSync(Buffer.concat([rawTar([{ name: 'x', size: 2 ** 22 }]).subarray(0, 512), Buffer.alloc(2 ** 22)])),
      /^too-large: the artifact unpacks to more than 1 MiB/,
    ],
    [
      'a folder that claims a size to hide behind',
      () =>
        gzipSync(rawTar([{ name: 'd/', type: '5', size: 2 ** 30 }, ...Array.from({ length: 300 }, () => own), file])),
      /^corrupt: .*too much stands between its files$/,
    ],
    ['zeros without an end', () => gzipSync(Buffer.alloc(2 ** 21)), /^too-large: /],
    [
      'headers among zeros',
      () =>
        gzipSync(
          Buffer.concat(Array.from({ length: 60 }, () => Buffer.concat([rawTar([own]), Buffer.alloc(2 ** 14)]))),
        ),
      /^corrupt: .*too much stands between its files$/,
    ],
    [
      'many attributes for all entries',
      () => gzipSync(rawTar([{ name: 'g', type: 'g', contents: paxOf(attributes) }, own, file])),
      /^corrupt: .*(?:too much stands|more than 64 attributes)/,
    ],
    [
      'more attributes than a file has',
      () => gzipSync(rawTar([{ name: 'g', type: 'g', contents: paxOf(few) }, own, file])),
      /^corrupt: .*a\.yaml has more than 64 attributes$/,
    ],
    [
      'a size by pax that is no number',
      () => gzipSync(rawTar([{ name: 'p', type: 'x', contents: paxOf({ size: 'x' }) }, file])),
      /^corrupt: .*Invalid header$/,
    ],
    [
      'a path by pax that leads out',
      () => gzipSync(rawTar([{ name: 'p', type: 'x', contents: paxOf({ path: '../a.yaml' }) }, file])),
      /^error source\/unreadable .*"\.\.\/a\.yaml"/,
    ],
    [
      'a path by pax with a NUL',
      () => gzipSync(rawTar([{ name: 'p', type: 'x', contents: paxOf({ path: 'a\0.yaml' }) }, file])),
      /^error source\/unreadable/,
    ],
    [
      'a kind of entry that nobody knows',
      () => gzipSync(rawTar([{ ...file, type: 'S' }])),
      /^error source\/not-a-regular-file a\.yaml.* of a kind that tar files do not have/,
    ],
  ];
  test.each(harmful)('%s', async (_what, make, expected) => {
    expect(await readArchive(await make(), { limits: { bytes: 2 ** 20, entries: 1000 } })).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  test('any change of a byte gives an answer', async () => {
    const tar = await tarOf([
      YAML,
      { name: 'größe.yaml', text: 'b'.repeat(600) },
      { name: 'x', type: 'symlink', linkname: 'y' },
    ]);
    await fc.assert(
      fc.asyncProperty(fc.nat(tar.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(tar);
        changed[at] = byte;
        expect((await readArchive(gzipSync(changed))).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
