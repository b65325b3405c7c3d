import { FIRST_EXTENT_GIB, partitionableGiB } from '../../core/model/format.ts';
import type { Portal } from '../../core/model/inventory.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { createSimulatedEnclosures } from '../backends/composable/simulated-enclosures.ts';
import { describeEnclosureHost } from '../backends/composable/testing/enclosure-host-contract.ts';
import { declared, enclosureOf, ssd } from '../testing/enclosures.ts';
import { BOX, attachedAgent, startServer } from './testing/channel-rig.ts';

const drives = [ssd('wwn-0x5000000000000001', 100), ssd('wwn-0x5000000000000002', 100)] as const;
const box = enclosureOf(BOX, drives);

describeEnclosureHost('a simulated enclosure behind the channel', async () => {
  const store = openMemoryStore();
  const attach = async () => {
    const started = await startServer();
    await attachedAgent(started, createSimulatedEnclosures({ store, declared: declared(box) }).of(BOX));
    return started.enclosures.of(BOX);
  };
  return {
    host: await attach(),
    drives: [drives[0].id, drives[1].id],
    end: FIRST_EXTENT_GIB + partitionableGiB(drives[0].capacityBytes),
    portal: box.portals[0] as Portal,
    missingPortal: { transport: 'iscsi', address: '192.0.2.1', port: 3260 },
    restart: attach,
  };
});
