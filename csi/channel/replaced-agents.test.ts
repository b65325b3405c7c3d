import { expect, it } from 'vitest';
import { PROTOCOL_VERSION } from './channel-limits.ts';
import { BOX, authority, startServer } from './testing/channel-rig.ts';
import { agent } from './testing/certificates.ts';
import { READY, dialRaw } from './testing/raw-agent.ts';
import { recordingLog } from './testing/recording-log.ts';

it('the driver says who takes whose place, and how often, where two hosts speak for one enclosure', async () => {
  const log = recordingLog();
  const warnings: string[] = [];
  const { server } = await startServer({ log: { ...log, warn: (message) => void warnings.push(message) } });
  const tls = await authority.issue(agent(BOX));
  const speak = async (softwareVersion: string) => {
    const peer = dialRaw(server, tls);
    peer.say({ case: 'hello', value: { protocolVersion: PROTOCOL_VERSION, softwareVersion, enclosure: BOX } });
    await peer.hear();
    peer.say(READY);
    await log.until(`release ${softwareVersion}`);
    return peer;
  };
  const one = await speak('1.0.0');
  const other = await speak('2.0.0');
  await one.ended;
  await speak('3.0.0');
  await other.ended;
  const line = (newer: string, older: string, times: number) =>
    new RegExp(
      `^the agent of enclosure box was replaced by one at 127\\.0\\.0\\.1:\\d+, release ${newer}; ` +
        `it was at 127\\.0\\.0\\.1:\\d+, release ${older}, attached since 2026-11-21T12:00:00\\.000Z; ` +
        `replacement ${String(times)} since the driver started: if both hosts run, stop one$`,
    );
  expect(warnings).toEqual([
    expect.stringMatching(line('2.0.0', '1.0.0', 1)) as string,
    expect.stringMatching(line('3.0.0', '2.0.0', 2)) as string,
  ]);
});
