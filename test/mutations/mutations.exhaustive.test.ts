/**
 * The examples with one mistake in them at a time: each is found on the line that was broken, or beside it, and nothing
 * else is said. With MUTATE_FLEET=N, as `npm run test:mutations` has it, every Nth mistake in the fleet of 100,000 drives too.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFiles } from '../../cli/check/check-files.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import { breakAt } from './break-file.ts';
import type { Broken } from './break-file.ts';
import { MISTAKES } from './mistakes.ts';

const ROOT = join(import.meta.dirname, '../..');

const filesIn = (folder: string): readonly SourceFile[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(join(folder, file), 'utf8') }));

const example = (name: string): readonly SourceFile[] => filesIn(join(ROOT, 'examples', name));

function fleet(): readonly SourceFile[] {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-fleet-'));
  execFileSync(process.execPath, ['tools/make-fleet.mjs', folder], { cwd: ROOT });
  const files = filesIn(folder);
  rmSync(folder, { recursive: true });
  return files;
}

interface Repository {
  readonly name: string;
  readonly files: readonly SourceFile[];
  /** How often each mistake is made. */
  readonly times: number;
  /** One mistake in so many is made. */
  readonly every: number;
}

const fleetEvery = Number(process.env['MUTATE_FLEET'] ?? 0);

const REPOSITORIES: readonly Repository[] = [
  { name: 'homelab', files: example('homelab'), times: 3, every: 1 },
  { name: 'rack-pair', files: example('rack-pair'), times: 3, every: 1 },
  ...(fleetEvery > 0 ? [{ name: 'fleet', files: fleet(), times: 1, every: fleetEvery }] : []),
];

type Said = ReturnType<typeof judge>;

const said = new Map<Broken, Said>();

function saidOf(broken: Broken): Said {
  const known = said.get(broken) ?? judge(broken);
  said.set(broken, known);
  return known;
}

/** What is said of it: where the mistake is, and elsewhere. */
function judge({ files, file, line }: Broken) {
  const { findings } = checkFiles(files);
  const isThere = (finding: (typeof findings)[number]): boolean =>
    finding.place?.file === file && Math.abs(finding.place.line - line) <= 1;
  return {
    found: findings.some(isThere),
    others: findings.filter((finding) => !isThere(finding)),
    text: findings.map(({ place, code, message }) => `${place?.file ?? '-'}:${String(place?.line)} ${code} ${message}`),
  };
}

const made = REPOSITORIES.flatMap(({ name, files, times, every }) =>
  MISTAKES.filter((_, at) => at % every === 0).flatMap((mistake) =>
    breakAt(files, mistake, times).map((broken) => ({ repository: name, mistake: mistake.name, ...broken })),
  ),
);

describe('one mistake in a repository that is right', () => {
  it.each(REPOSITORIES)('$name: nothing is wrong with it before', ({ files }) => {
    expect(checkFiles(files).findings).toEqual([]);
  });

  it('is of at least 60 kinds, each of which can be made', () => {
    expect(MISTAKES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(made.map(({ mistake }) => mistake))).toEqual(new Set(MISTAKES.map(({ name }) => name)));
  });

  it.each(made)('$repository: $mistake is found at $file:$line', (broken) => {
    const { found, text } = saidOf(broken);
    expect(found, text.join('\n')).toBe(true);
  });

  it('makes no second finding in 95 of 100 cases', () => {
    const second = made.filter((broken) => saidOf(broken).others.length > 0);
    const told = second.map(
      ({ repository, mistake, file, line }) => `${repository} ${mistake} ${file}:${String(line)}`,
    );
    expect(second.length / made.length, told.join('\n')).toBeLessThanOrEqual(0.05);
  });
});
