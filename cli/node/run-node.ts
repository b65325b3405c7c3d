import path from 'node:path';
import { connectDirectory } from '../../csi/channel/node-side/connect-directory.ts';
import type { HostAndPort, TlsMaterial } from '../../csi/channel/tls.ts';
import type { RegisteredNode } from '../../csi/registered-node.ts';
import { createNodeDriver } from '../../csi/host/node-driver.ts';
import type { NodeHost } from '../../csi/host/node-host.ts';
import { startCsiServer } from '../../csi/services/server.ts';
import type { AroundCall } from '../../csi/services/unary-service.ts';
import type { Store } from '../../store/store.ts';
import { packageVersion } from '../package-version.ts';
import type { Log } from '../serve/log.ts';
import { repeat } from '../serve/repeat.ts';
import { createRegistration } from './registration.ts';

export interface RunNodeOptions {
  readonly node: RegisteredNode;
  readonly driver: HostAndPort;
  readonly tls: TlsMaterial;
  readonly host: NodeHost;
  readonly store: Store;
  /** Absolute. */
  readonly stateFolder: string;
  /** Left out: a socket in the state folder. */
  readonly csiEndpoint?: string | undefined;
  readonly log: Log;
  /** Stands round every call of CSI. */
  readonly around?: AroundCall;
  /** Milliseconds between two looks at the staged volumes; 5 seconds. */
  readonly watchInterval?: number;
}

const WATCH_INTERVAL = 5000;

/**
 * Serves volumes on this node until it is told to stop, and leaves them mounted: pods go on.
 * @throws StoreError, CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`, SystemError
 */
export async function runNode(options: RunNodeOptions, stop: AbortSignal): Promise<void> {
  const { node, driver, tls, host, store, log, watchInterval = WATCH_INTERVAL } = options;
  const directory = connectDirectory({ driver, tls, softwareVersion: packageVersion() });
  try {
    const registration = createRegistration(node, directory, log);
    const plugin = createNodeDriver({ host, publications: directory, store, info: registration.last, log });
    await registration.attempt();
    let leftHalfDone = await plugin.recover();
    const csi = await startCsiServer({
      endpoint: options.csiEndpoint ?? `unix://${path.join(options.stateFolder, 'csi.sock')}`,
      vendorVersion: packageVersion(),
      node: { ...plugin, info: registration.ask },
      reportBug: log.bug,
      around: options.around,
    });
    stop.addEventListener('abort', () => void csi.stop(), { once: true });
    log.info(`ready: node ${node.name}, CSI on ${csi.endpoint}`);
    const round = async (): Promise<void> => {
      await registration.attempt();
      if (leftHalfDone > 0) leftHalfDone = await plugin.recover();
      await plugin.watch();
    };
    try {
      await repeat(
        () =>
          round().catch((error: unknown) => {
            log.bug('looking after the volumes', error);
          }),
        watchInterval,
        stop,
      );
      log.info('stopping; volumes stay');
    } finally {
      await csi.stop();
    }
  } finally {
    directory.close();
  }
}
