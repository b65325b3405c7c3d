import { describe, expect, it } from 'vitest';
import { SourceError } from '../../controller/source/source.ts';
import type { Finding } from '../../core/model/finding.ts';
import { CsiError } from '../../csi/csi-error.ts';
import { ACTIVE } from '../api/testing/fixture.ts';
import { follow } from './follow.ts';
import type { FollowOptions } from './follow.ts';
import type { Log } from './log.ts';
import type { SyncResult } from './sync.ts';

const FINDING: Finding = { code: 'yaml/syntax', severity: 'error', message: 'no YAML' };
const REFUSED: SyncResult = { kind: 'refused', findings: [FINDING] };
const TAKEN: SyncResult = { kind: 'active', revision: 3 as never, findings: [] };

const WAITING = new SourceError('unreachable', 'no answer');

type Step = SyncResult | Error;

/** Follows through the steps, one look each, and answers what was logged. */
async function followed(steps: readonly Step[], resume: () => Promise<number> = () => Promise.resolve(0)) {
  const said: string[] = [];
  const sayAt =
    (level: string) =>
    (message: string): void =>
      void said.push(`${level} ${message}`);
  const log: Log = {
    info: sayAt('info'),
    warn: sayAt('warning'),
    error: sayAt('error'),
    bug: (where, error) => void said.push(`bug ${where}: ${String(error)}`),
  };
  const stop = new AbortController();
  let at = 0;
  const sync = (): Promise<SyncResult> => {
    const step = steps[at];
    at += 1;
    if (at >= steps.length) stop.abort();
    return step instanceof Error ? Promise.reject(step) : Promise.resolve(step ?? TAKEN);
  };
  const snapshot = () => ({
    active: ACTIVE as never,
    volumes: [],
    publications: [],
    reports: new Map(),
    index: undefined,
  });
  const options: FollowOptions = { log, interval: 1, stop: stop.signal };
  const error: unknown = await follow({ sync, resume, snapshot }, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { said, error, looks: at };
}

const RUNS = `revision 3, commit ${'c'.repeat(10)}`;

describe('following a repository', () => {
  it('says what became of a commit, once', async () => {
    expect((await followed([TAKEN, TAKEN, REFUSED, REFUSED, TAKEN])).said).toEqual([
      `info active: ${RUNS}: Add a class`,
      'error yaml/syntax no YAML',
      `warning refused: the newest commit is not taken over; ${RUNS} goes on`,
      `info active: ${RUNS}: Add a class`,
    ]);
  });

  it('tells each finding once, at the level of its severity', async () => {
    const place = { file: 'a.yaml', line: 2, column: 3, endLine: 2, endColumn: 4 };
    const findings: readonly Finding[] = [
      { ...FINDING, place },
      { code: 'policy/denied', severity: 'warning', message: 'too large', help: 'ask for less' },
      { code: 'policy/denied', severity: 'note', message: 'large' },
    ];
    expect((await followed([{ ...TAKEN, findings }])).said).toEqual([
      'warning policy/denied too large. Ask for less',
      'info policy/denied large',
      'error a.yaml:2:3: yaml/syntax no YAML',
      `info active: ${RUNS}: Add a class`,
    ]);
  });

  it('goes on after a source that does not answer, and after a bug', async () => {
    const { said, looks, error } = await followed([WAITING, WAITING, new TypeError('x'), TAKEN]);
    expect(error).toBeUndefined();
    expect(looks).toBe(4);
    expect(said).toEqual([
      'warning no answer; what runs goes on, and it is tried again',
      'bug looking at the repository: TypeError: x',
      `info active: ${RUNS}: Add a class`,
    ]);
  });

  it('ends where another driver leads', async () => {
    const deposed = new CsiError('deposed', 'another driver leads');
    expect(await followed([TAKEN, deposed, TAKEN])).toMatchObject({ error: deposed, looks: 2 });
    expect(
      (
        await followed(
          Array.from({ length: 1000 }, () => TAKEN),
          () => Promise.reject(deposed),
        )
      ).error,
    ).toBe(deposed);
  });

  it('says nothing of a check that was broken off because it is to end', async () => {
    expect(await followed([new DOMException('stopped', 'AbortError')])).toMatchObject({ said: [], error: undefined });
  });
});
