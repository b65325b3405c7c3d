import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../core/model/finding.ts';
import { SourceError } from '../../../source/source.ts';
import { packed, paxOf, rawTar, tarOf } from './testing/pack.ts';
import type { Packed } from './testing/pack.ts';
import { unpack } from './unpack.ts';
import type { ArchiveToRead } from './unpack.ts';

const SMALL = { fileBytes: 1000, files: 20, bytes: 5000 };

/** What became of an archive, in one line for each file and finding. */
async function read(archive: Uint8Array, more: Partial<ArchiveToRead> = {}): Promise<readonly string[]> {
  try {
    const { files, findings } = await unpack({ archive, folder: '', where: 'the artifact', bounds: SMALL, ...more });
    return [...files.map(({ path, text }) => `${path}: ${text}`), ...findings.map(inOneLine)];
  } catch (error) {
    if (error instanceof SourceError) return [`${error.code}: ${error.message}`];
    throw error;
  }
}

function inOneLine({ severity, code, place, message }: Finding): string {
  const where = place && `${place.file}:${String(place.line)}:${String(place.column)}:`;
  return [severity, code, where, message].filter((part) => part !== undefined).join(' ');
}

const YAML: Packed = { name: 'a.yaml', text: 'a: 1' };

describe('files of an archive', () => {
  const good: readonly (readonly [string, readonly Packed[], string, readonly string[]])[] = [
    [
      'as Flux packs them',
      [
        { name: 'deploy', type: 'directory' },
        { name: 'deploy/a.yaml', text: 'a' },
      ],
      '',
      ['deploy/a.yaml: a'],
    ],
    [
      'with ./ in front',
      [
        { name: './', type: 'directory' },
        { name: './x//a.yml', text: 'a' },
      ],
      '',
      ['x/a.yml: a'],
    ],
    ['no YAML', [YAML, { name: 'README.md', text: '#' }], '', ['a.yaml: a: 1']],
    ['hidden', [YAML, { name: '.github/x.yaml' }, { name: 'x/.y.yaml' }], '', ['a.yaml: a: 1']],
    ['empty', [{ name: 'a.yaml' }], '', ['a.yaml: ']],
    [
      'a long name, by pax',
      [{ name: `${'x'.repeat(150)}/${'y'.repeat(150)}.yaml`, text: 'a' }],
      '',
      [`${'x'.repeat(150)}/${'y'.repeat(150)}.yaml: a`],
    ],
    ['a name not in ASCII, by pax', [{ name: 'größe.yaml', text: 'a' }], '', ['größe.yaml: a']],
    ['a folder of it', [YAML, { name: 'x/b.yaml', text: 'b' }, { name: 'xy/c.yaml', text: 'c' }], 'x', ['x/b.yaml: b']],
    ['a hidden folder that is named', [YAML, { name: '.x/b.yaml', text: 'b' }], '.x', ['.x/b.yaml: b']],
    [
      'a deeper folder',
      [
        { name: 'x/y/z/b.yaml', text: 'b' },
        { name: 'x/b.yaml', text: 'no' },
      ],
      'x/y',
      ['x/y/z/b.yaml: b'],
    ],
    ['attributes', [{ ...YAML, pax: { 'SCHILY.xattr.user.a': 'b' } }], '', ['a.yaml: a: 1']],
  ];
  test.each(good)('%s', async (_what, entries, folder, expected) => {
    expect(await read(await packed(entries), { folder })).toEqual(expected);
  });

  test('whatever set of files goes in comes out, in order of path', async () => {
    const segment = fc.stringMatching(/^[a-zA-Zé0-9_-]{1,40}$/);
    const path = fc
      .tuple(fc.array(segment, { maxLength: 5 }), segment)
      .map(([folders, name]) => [...folders, `${name}.yaml`].join('/'));
    const text = fc
      .string({ unit: 'grapheme', maxLength: 3000 })
      .filter((value) => Buffer.from(value).toString() === value);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, text, { maxKeys: 15 }), async (files) => {
        const entries = Object.entries(files);
        const archive = await packed(entries.map(([name, contents]) => ({ name, text: contents })));
        const out = await unpack({ archive, folder: '', where: 'the artifact' });
        const sorted = entries.sort(([one], [other]) => (one < other ? -1 : 1));
        expect(out.files).toEqual(sorted.map(([name, contents]) => ({ path: name, text: contents })));
        expect(out.findings).toHaveLength(entries.length === 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is refused as in a Git tree', () => {
  const refused: readonly (readonly [string, readonly Packed[], string, readonly RegExp[]])[] = [
    ['nothing', [], '', [/^error source\/empty there is no YAML file in the artifact$/]],
    ['no such folder', [YAML], 'x', [/^error source\/path-not-found there is no folder x in the artifact/]],
    ['a file as folder', [YAML], 'a.yaml', [/^error source\/path-not-found a\.yaml is a file/]],
    [
      'a link',
      [YAML, { name: 'b.yaml', type: 'symlink', linkname: 'a.yaml' }],
      '',
      [/^a\.yaml/, /^error source\/not-a-regular-file b\.yaml:1:1: it is a symbolic link/],
    ],
    ['a link out', [{ name: 'b.yaml', type: 'symlink', linkname: '/etc/passwd' }], '', [/^error .* a symbolic link/]],
    [
      'a link that may be to a folder',
      [YAML, { name: 'x', type: 'symlink', linkname: '..' }],
      '',
      [/^a\.yaml/, /^warning source\/not-a-regular-file x/],
    ],
    [
      'a hard link',
      [YAML, { name: 'b.yaml', type: 'link', linkname: 'a.yaml' }],
      '',
      [/^a\.yaml/, /^error .*b\.yaml.* a hard link/],
    ],
    ['a device', [{ name: 'b.yaml', type: 'character-device' }], '', [/^error .* a device or pipe/]],
    ['a pipe', [{ name: 'b.yaml', type: 'fifo' }], '', [/^error .* a device or pipe/]],
    [
      'up and out',
      [YAML, { name: '../b.yaml', text: 'b' }, { name: 'c.yaml' }],
      '',
      [/^a\.yaml/, /^error source\/unreadable the artifact holds "\.\.\/b\.yaml"/],
    ],
    ['up and in again', [{ name: 'x/../../b.yaml', text: 'b' }], '', [/^error source\/unreadable/]],
    ['up and out, before the folder', [{ name: '../b' }, { name: 'x/b.yaml' }], 'x', [/^error source\/unreadable/]],
    [
      'absolute',
      [{ name: '/etc/b.yaml', text: 'b' }],
      '',
      [/^error source\/unreadable the artifact holds "\/etc\/b\.yaml"/],
    ],
    [
      'the same path twice',
      [YAML, { name: './a.yaml', text: 'other' }],
      '',
      [/^a\.yaml: a: 1/, /^error source\/unreadable the artifact holds a\.yaml twice/],
    ],
    [
      'a huge file',
      [YAML, { name: 'b.yaml', text: 'x'.repeat(1001) }],
      '',
      [/^a\.yaml/, /^error source\/file-too-large b\.yaml:1:1: the file has 1001 bytes/],
    ],
    [
      'not UTF-8',
      [{ name: 'b.yaml', text: Buffer.from([0x61, 0x0a, 0xff]) }],
      '',
      [/^error source\/not-utf8 b\.yaml:2:1/],
    ],
    [
      'too deep',
      [{ name: `${'d/'.repeat(65)}b.yaml` }],
      '',
      [/^error source\/too-many-files the artifact holds more than 64 levels/],
    ],
  ];
  test.each(refused)('%s', async (_what, entries, folder, expected) => {
    const got = await read(await packed(entries), { folder });
    expect(got).toEqual(expected.map((pattern) => expect.stringMatching(pattern) as string));
  });

  test('many files', async () => {
    const entries = Array.from({ length: 21 }, (_, at) => ({ name: `f${String(at)}.yaml` }));
    expect((await read(await packed(entries))).at(-1)).toMatch(/source\/too-many-files .* more than 20 YAML files/);
  });
  test('many bytes', async () => {
    const entries = Array.from({ length: 6 }, (_, at) => ({ name: `f${String(at)}.yaml`, text: 'x'.repeat(900) }));
    expect((await read(await packed(entries))).at(-1)).toMatch(/source\/revision-too-large .* more than 5000 bytes/);
  });
  test('more entries than are looked at', async () => {
    const archive = gzipSync(Buffer.concat([Buffer.alloc(0), ...Array.from({ length: 200_001 }, () => FOLDER)]));
    expect(await read(archive)).toEqual([expect.stringMatching(/source\/too-many-files .* more than 200000 files/)]);
  });
});

const FOLDER = rawTar([{ name: 'd/', type: '5' }]).subarray(0, 512);

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
    ['zeros without an end', () => gzipSync(Buffer.alloc(2 ** 19)), /^corrupt: .*too much stands between/],
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
    expect(await read(await make(), { unpackedBytes: 2 ** 20 })).toEqual([expect.stringMatching(expected)]);
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
        expect((await read(gzipSync(changed))).length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
