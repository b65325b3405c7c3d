import { expect, it } from 'vitest';
import { ok } from '../services/outcome.ts';
import type { NodeHost } from './node-host.ts';
import { timedHost } from './timed-host.ts';

it('tells how long what changes the host took, and with what, and passes answers on', async () => {
  const said: string[] = [];
  let time = 0;
  const host = {
    stopArray: (volume: string) => {
      time += 12.4;
      return Promise.resolve(volume === 'v' ? ok(undefined) : undefined);
    },
    connectLeg: () => {
      time += 7;
      return Promise.resolve(ok('/dev/nvme0n1'));
    },
    bootId: () => Promise.resolve('boot'),
  } as unknown as NodeHost;
  const log = { info: (line: string) => said.push(line), warn: () => undefined, bug: () => undefined };
  const timed = timedHost(host, log, () => time);
  expect(await timed.stopArray('v' as never)).toEqual(ok(undefined));
  await timed.connectLeg({ leg: 'leg-a', publication: 'p', address: undefined, chap: { secret: 's' } } as never);
  expect(await timed.bootId()).toBe('boot');
  expect(said).toEqual(['stopArray took 12 ms: v', 'connectLeg took 7 ms: leg-a']);
});
