import type { NodeName } from '../../core/model/ids.ts';
import { createLinuxNodeHost } from '../../csi/host/linux/linux-node-host.ts';
import { socketPathOf } from '../../csi/services/endpoint.ts';
import { linuxSystem } from '../../csi/system/linux-system.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { runNode } from '../node/run-node.ts';
import { openHostProcess } from '../serve/host-process.ts';
import { withMetrics } from '../serve/with-metrics.ts';
import type { NodeOptions } from './options.ts';

/**
 * Serves volumes on this node until it is told to stop.
 * @throws StoreError, SystemError, CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`; CliError `file`,
 * `bad-certificate`
 */
export async function node(options: NodeOptions, io: CliIo): Promise<ExitStatus> {
  const name = options.nodeId as NodeName;
  const csiEndpoint = options.csiEndpoint ?? (io.env['CSI_ENDPOINT'] || undefined);
  if (csiEndpoint !== undefined) socketPathOf(csiEndpoint);
  const stop = io.stopSignal();
  const opened = await openHostProcess({ kind: 'node', node: name }, options, io);
  try {
    const host = createLinuxNodeHost({ system: linuxSystem(), ioCgroup: options.ioCgroup });
    const node = { name, maximumVolumes: options.maxVolumes };
    await withMetrics(options, opened, stop, () =>
      runNode({ ...opened, node, driver: options.driver, host, csiEndpoint }, stop),
    );
    return EXIT.ok;
  } finally {
    await opened.store.close();
  }
}
