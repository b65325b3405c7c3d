import { afterAll, beforeAll, describe } from 'vitest';
import { describeEnclosureHost } from '../../csi/backends/composable/testing/enclosure-host-contract.ts';
import { EXTENTS } from '../../csi/backends/composable/testing/enclosure-under-test.ts';
import { describeExports } from '../../csi/backends/composable/testing/export-contract.ts';
import { describeForeignDrives } from '../../csi/backends/composable/testing/foreign-drive-contract.ts';
import { describeNodeDriver } from '../../csi/host/testing/node-driver-contract.ts';
import type { VolumeWish } from '../../csi/host/testing/node-driver-contract.ts';
import { openRealEnclosure } from './conformance/real-enclosure.ts';
import type { RealEnclosure } from './conformance/real-enclosure.ts';
import { realNode } from './conformance/real-node.ts';
import { onFleet } from './fleet/on-fleet.ts';
import { showLogsOfFailures } from './show-logs.ts';

/** Emulated processors on a busy machine are slow. */
const TIMEOUT = 240_000;

describe('what simulated hosts are held to, real ones do: an agent', { timeout: TIMEOUT }, () => {
  let enclosure: RealEnclosure;
  beforeAll(async () => {
    enclosure = await openRealEnclosure();
  });
  afterAll(() => enclosure.stop());
  showLogsOfFailures(() => enclosure);

  describeEnclosureHost('an agent over NVMe/TCP', () => Promise.resolve(enclosure.underTest('nvmetcp')), {
    unfit: EXTENTS.unfit.filter(({ what }) => what === 'the partition table'),
    overlapping: EXTENTS.overlapping.filter(({ what }) => what === 'inside'),
  });
  describeExports('an agent over iSCSI', () => Promise.resolve(enclosure.underTest('iscsi')));
  describeForeignDrives('an agent', () => Promise.resolve(enclosure.underTest('nvmetcp')));
});

/** Every other test makes a slice with ext4, not encrypted. */
const CELLS: readonly VolumeWish[] = [{ layout: 'mirror', encrypted: true, use: 'block' }];

describe('what simulated hosts are held to, real ones do', { timeout: TIMEOUT }, () => {
  onFleet('a node plug-in', { nodes: ['node-a'] }, (fleet) => {
    describeNodeDriver('a node plug-in', () => realNode(fleet(), 'node-a'), CELLS);
  });
});
