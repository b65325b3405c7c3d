/**
 * Carries out one command as the agent would, on the host that it stands on, and is killed after so many effects. Runs
 * in a virtual machine: `node agent-command.js JSON`.
 */
import { hostClock } from '../../../csi/agent/clock.ts';
import { createLocalEnclosureHost } from '../../../csi/agent/local-enclosure-host.ts';
import type { LocalEnclosureHost } from '../../../csi/agent/local-enclosure-host.ts';
import type { EnclosureOutcome } from '../../../csi/backends/composable/enclosure-host.ts';
import { chapCredentials, chapUser } from '../../../csi/chap.ts';
import { linuxSystem } from '../../../csi/system/linux-system.ts';
import type {
  DomainId,
  DriveId,
  EnclosureName,
  LegId,
  NodeName,
  PublicationId,
  VolumeId,
} from '../../../core/model/ids.ts';
import type { Transport } from '../../../core/model/inventory.ts';
import { gib } from '../../../core/model/capacity.ts';
import { openLmdbStore } from '../../../store/lmdb/lmdb-store.ts';
import { dyingStore, dyingSystem, endlessLife } from './dying-host.ts';

export type AgentStep = 'restore' | 'cut' | 'export' | 'grow' | 'withdraw' | 'release';

export interface AgentCommand {
  readonly step: AgentStep;
  /** After how many effects it is killed. */
  readonly effects: number;
  readonly state: string;
  readonly domain: string;
  readonly enclosure: string;
  /** One without bytes of anybody else's. */
  readonly drive: string;
  readonly volume: string;
  readonly leg: string;
  readonly publication: string;
  readonly transport: Transport;
  readonly address: string;
}

const SECRET = '0123456789abcdef0123456789abcdef';

const given = JSON.parse(process.argv[2] ?? '') as AgentCommand;
const life = endlessLife();
life.dieAfter(given.effects);
const store = await openLmdbStore({ folder: given.state });
const host = createLocalEnclosureHost({
  system: dyingSystem(linuxSystem(), life),
  store: dyingStore(store, life),
  secrets: `${given.state}/chap`,
  domain: given.domain as DomainId,
  enclosure: given.enclosure as EnclosureName,
  clock: hostClock,
});

await host.restore();
const outcome = await untilDone(() => carryOut(host, given));
await store.close();
if (outcome.kind === 'error') throw new Error(`${given.step}: ${outcome.code} ${outcome.message}`);
console.log('done');

/** Wiping takes its time. */
async function untilDone(command: () => Promise<EnclosureOutcome<unknown>>): Promise<EnclosureOutcome<unknown>> {
  for (;;) {
    const outcome = await command();
    if (outcome.kind === 'ok' || outcome.code !== 'unavailable' || !outcome.message.includes('wiped')) return outcome;
  }
}

function carryOut(enclosure: LocalEnclosureHost, command: AgentCommand): Promise<EnclosureOutcome<unknown>> {
  const leg = {
    fence: { epoch: 1, generation: 1 },
    volume: command.volume as VolumeId,
    leg: command.leg as LegId,
    drive: command.drive as DriveId,
  };
  const publication = command.publication as PublicationId;
  switch (command.step) {
    case 'restore':
      return enclosure.observe();
    case 'cut':
      return enclosure.cutLeg({ ...leg, extent: { start: gib(1), length: gib(2) } });
    case 'export': {
      const port = command.transport === 'iscsi' ? 3260 : 4420;
      const chap = command.transport === 'iscsi' ? chapCredentials(chapUser(publication), SECRET) : undefined;
      const portal = { transport: command.transport, address: command.address, port };
      return enclosure.exportLeg({ ...leg, publication, node: 'node-a' as NodeName, portal, chap });
    }
    case 'grow':
      return enclosure.growLeg({ ...leg, extent: { start: gib(1), length: gib(3) } });
    case 'withdraw':
      return enclosure.withdrawExport({ fence: leg.fence, volume: leg.volume, publication });
    case 'release':
      return enclosure.releaseLeg(leg);
  }
}
