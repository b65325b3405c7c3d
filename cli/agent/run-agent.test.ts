import { describe, expect, it, onTestFinished } from 'vitest';
import type { DomainId } from '../../core/model/ids.ts';
import { openRig, OTHER_DOMAIN, DOMAIN as RIG_DOMAIN } from '../../csi/agent/testing/agent-rig.ts';
import type { AgentRig } from '../../csi/agent/testing/agent-rig.ts';
import { FIRST, exported, leg, valueOf, withdrawn } from '../../csi/agent/testing/story.ts';
import { servedDriverRecordIn } from '../../csi/channel/agent-side/served-driver-record.ts';
import { BOX, authority, startServer } from '../../csi/channel/testing/channel-rig.ts';
import type { StartedServer } from '../../csi/channel/testing/channel-rig.ts';
import { agent } from '../../csi/channel/testing/certificates.ts';
import { recordingLog } from '../../csi/channel/testing/recording-log.ts';
import { runAgent } from './run-agent.ts';

const NOWHERE = { server: { bound: { host: '127.0.0.1', port: 1 } } };

/** An agent on a modelled host of two blank drives. */
async function started({ server }: Pick<StartedServer, 'server'> | typeof NOWHERE, rig: AgentRig, domain?: DomainId) {
  const log = recordingLog();
  const stop = new AbortController();
  const options = {
    enclosure: BOX,
    ...(domain !== undefined && { domain }),
    driver: server.bound,
    tls: await authority.issue(agent(BOX)),
    system: rig.model.system(),
    store: rig.store,
    stateFolder: '/var/lib/stowage',
    log: { ...log, error: log.warn.bind(log) },
  };
  const ended = runAgent(options, stop.signal);
  ended.catch(() => undefined);
  const end = async (): Promise<void> => {
    stop.abort();
    await ended;
  };
  onTestFinished(() => end().catch(() => undefined));
  return { log, end, ended };
}

describe('an agent', () => {
  it('takes the domain of the first driver, says when it is ready, and serves', async () => {
    const rig = openRig();
    const driver = await startServer({ domain: RIG_DOMAIN });
    const { log, end } = await started(driver, rig);
    await driver.log.until('is attached');
    expect(log.lines.slice(0, 3)).toEqual([
      'enclosure box has no domain yet: it takes that of the first driver that it reaches',
      `ready: enclosure box exports 0 legs, for domain ${RIG_DOMAIN}`,
      `attached to the driver of domain ${RIG_DOMAIN}, epoch 1, release 1.2.3`,
    ]);
    const remote = driver.enclosures.of(BOX);
    valueOf(await remote.cutLeg(leg()));
    expect(valueOf(await remote.exportLeg(exported(leg())))).toMatchObject({ address: { transport: 'nvmetcp' } });
    const refused = await remote.releaseLeg(leg());
    expect(refused).toMatchObject({ code: 'exported' });
    expect(log.lines.at(-1)).toMatch(/^release leg .*: exported: /);
    await end();
    expect(log.lines.at(-1)).toBe('stopping; exports stay');
    expect(valueOf(await rig.start({ domain: RIG_DOMAIN }).observe()).exports).toHaveLength(1);
  });

  it('exports what it owes after a reboot, also while its driver is down', async () => {
    const rig = openRig();
    const host = rig.start();
    valueOf(await host.cutLeg(leg()));
    valueOf(await host.exportLeg(exported(leg())));
    await servedDriverRecordIn(rig.store).set({ domain: RIG_DOMAIN, epoch: 3 });
    rig.model.reboot();
    const { log } = await started(NOWHERE, rig);
    await log.until('dialling again');
    expect(log.lines[0]).toBe(`ready: enclosure box exports 1 leg, for domain ${RIG_DOMAIN}`);
    expect(valueOf(await rig.start().observe()).exports).toMatchObject([{ publication: FIRST }]);
  });

  it('remembers its domain, and the highest epoch, over a restart', async () => {
    const rig = openRig();
    const driver = await startServer({ domain: RIG_DOMAIN, epoch: 7 });
    const first = await started(driver, rig);
    await driver.log.until('is attached');
    await first.end();
    expect(await servedDriverRecordIn(rig.store).get()).toEqual({ domain: RIG_DOMAIN, epoch: 7 });
    const other = await startServer({ epoch: 8 });
    const { log } = await started(other, rig);
    await log.until('is of domain');
    expect(other.enclosures.names()).toEqual([]);
  });

  it('serves the domain that it is told, and starts for no other that it served', async () => {
    const rig = openRig();
    const other = await startServer({ domain: OTHER_DOMAIN });
    const first = await started(other, rig, RIG_DOMAIN);
    await first.log.until('and --domain of this agent says');
    expect(first.log.lines[0]).toBe(`enclosure box has no domain yet: it takes ${RIG_DOMAIN}, and no other`);
    await first.end();
    const driver = await startServer({ domain: RIG_DOMAIN });
    const second = await started(driver, rig, RIG_DOMAIN);
    await driver.log.until('is attached');
    await second.end();
    const { ended } = await started(other, rig, OTHER_DOMAIN);
    await expect(ended).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(`of domain ${RIG_DOMAIN}, and --domain says ${OTHER_DOMAIN}`) as string,
    });
  });

  it('takes commands while an export is not back, and is not ready until it is', async () => {
    const rig = openRig();
    const host = rig.start();
    valueOf(await host.cutLeg(leg()));
    valueOf(await host.exportLeg(exported(leg())));
    rig.model.reboot();
    rig.model.addresses = [];
    await servedDriverRecordIn(rig.store).set({ domain: RIG_DOMAIN, epoch: 1 });
    const driver = await startServer({ domain: RIG_DOMAIN });
    const { log, end } = await started(driver, rig);
    await driver.log.until('is attached');
    expect(log.lines[0]).toMatch(
      /^1 export is not back: leg \S+ of volume \S+ to node node-a: this host has no address/,
    );
    valueOf(await driver.enclosures.of(BOX).withdrawExport(withdrawn()));
    await end();
    expect(log.lines.filter((line) => line.startsWith('ready'))).toEqual([]);
  });
});
