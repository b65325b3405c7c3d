import { describeEnclosureHost } from '../backends/composable/testing/enclosure-host-contract.ts';
import type { DriveId } from '../../core/model/ids.ts';
import { openRig } from './testing/agent-rig.ts';

const DRIVES = ['wwn-0x5000c500a1b20000', 'wwn-0x5000c500a1b20001'] as const;

for (const udev of [false, true]) {
  describeEnclosureHost(`a local host ${udev ? 'with' : 'without'} udev`, async () => {
    const rig = openRig();
    rig.model.udev = udev;
    const start = async () => {
      const host = rig.start();
      await host.restore();
      return host;
    };
    return {
      host: await start(),
      drives: DRIVES as unknown as readonly [DriveId, DriveId],
      end: 127,
      portal: { transport: 'nvmetcp', address: '192.0.2.1', port: 4420 },
      missingPortal: { transport: 'nvmetcp', address: '192.0.2.99', port: 4420 },
      restart: start,
    };
  });
}
