import type { ConnectedDirectory } from '../../csi/channel/node-side/connect-directory.ts';
import type { RegisteredNode } from '../../csi/registered-node.ts';
import type { NodeInfo } from '../../csi/services/node-port.ts';
import { mapOk } from '../../csi/services/outcome.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import type { Log } from '../serve/log.ts';

/** How a node makes itself known, and learns where it stands. */
export interface Registration {
  /** Tries until it has succeeded once; after that, it does nothing. */
  readonly attempt: () => Promise<void>;
  /** Asks the driver: where a node stands follows the active configuration. Errors: unavailable, denied. */
  readonly ask: () => Promise<DriverOutcome<NodeInfo>>;
  /** What was heard last. */
  readonly last: () => NodeInfo;
}

export function createRegistration(
  { name: node, maximumVolumes }: RegisteredNode,
  directory: Pick<ConnectedDirectory, 'register'>,
  log: Pick<Log, 'info' | 'warn'>,
): Registration {
  let last: NodeInfo = { node, maximumVolumes, segment: {} };
  let registered = false;
  let said = '';
  const ask = async (): Promise<DriverOutcome<NodeInfo>> => {
    const outcome = mapOk(await directory.register(maximumVolumes), ({ segment }) => ({ ...last, segment }));
    if (outcome.kind === 'ok') {
      last = outcome.value;
      registered = true;
    }
    return outcome;
  };
  return {
    attempt: async () => {
      if (registered) return;
      const outcome = await ask();
      const message = outcome.kind === 'ok' ? `node ${node} is registered` : `node ${node}: ${outcome.message}`;
      if (message === said) return;
      said = message;
      if (outcome.kind === 'ok') log.info(message);
      else log.warn(`${message}; tried again`);
    },
    ask,
    last: () => last,
  };
}
