import { expect, it } from 'vitest';
import { driveId } from '../api/testing/found.ts';
import { runningApi } from '../testing/api-server.ts';
import { run } from '../testing/run.ts';

it('stowage get decisions says what came of each', async () => {
  const { cwd, port } = await runningApi();
  const decided = {
    kind: 'wipe-drive',
    at: '',
    by: 'admin',
    enclosure: 'box-1' as never,
    drive: driveId(1),
  } as const;
  const refused = { kind: 'refused', code: 'drive-in-use', message: 'it is mounted\u001b[2J' } as const;
  port.decided.push(
    { ...decided, outcome: { kind: 'pending' } },
    { ...decided, outcome: refused },
    { ...decided, outcome: { kind: 'unknown' } },
  );
  const { stdout } = await run(['get', 'decisions'], { cwd });
  const outcomes = stdout.split('\n').map((line) => line.split(driveId(1))[1]?.trim());
  expect(outcomes.slice(1, 4)).toEqual(['pending', 'refused (drive-in-use): it is mounted\\u{1b}[2J', 'unknown']);
  const { items } = JSON.parse((await run(['get', 'decisions', '-o', 'json'], { cwd })).stdout) as {
    items: readonly unknown[];
  };
  expect(items[1]).toEqual({ ...decided, outcome: refused });
});
