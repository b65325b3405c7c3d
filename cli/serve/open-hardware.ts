import { hostname } from 'node:os';
import path from 'node:path';
import type { NodeName } from '../../core/model/ids.ts';
import type { Store } from '../../store/store.ts';
import { endsSoon, loadTls } from '../certificates/load-tls.ts';
import { CliError } from '../cli-error.ts';
import type { ListenAddress, ServeOptions } from '../commands/options.ts';
import type { Observation } from '../observe/observation.ts';
import type { Hardware } from './hardware.ts';
import { simulatedHardware } from './simulated-hardware.ts';

interface HardwareContext extends Observation {
  readonly cwd: string;
}

export interface ChosenHardware {
  /** Whether the plug-in of this node is part of it. */
  readonly servesNode: boolean;
  on(store: Store): Hardware;
}

/**
 * The hardware that the options name, to be set on a store. Looks at certificates before anything is opened.
 * @throws CliError `usage`, `file`, `bad-certificate`
 */
export async function chooseHardware(options: ServeOptions, context: HardwareContext): Promise<ChosenHardware> {
  const { cwd, log } = context;
  const choice = choiceOf(options);
  switch (choice.kind) {
    case 'simulated': {
      const node = { name: nodeName(options), maximumVolumes: options.maxVolumes };
      return { servesNode: true, on: (store) => simulatedHardware(store, node, context) };
    }
    case 'agents': {
      const tls = await loadTls(path.resolve(cwd, choice.tls), { kind: 'driver' }, new Date());
      const warning = endsSoon(tls, new Date());
      if (warning !== undefined) log.warn(warning);
      const { agentHardware } = await import('./agent-hardware.ts');
      return { servesNode: false, on: () => agentHardware({ listen: choice.listen, tls, observation: context }) };
    }
  }
}

type Choice =
  { readonly kind: 'simulated' } | { readonly kind: 'agents'; readonly listen: ListenAddress; readonly tls: string };

function choiceOf({ hardware = 'simulated', agentsListen, tls }: ServeOptions): Choice {
  switch (hardware) {
    case 'simulated':
      if (agentsListen === undefined && tls === undefined) return { kind: 'simulated' };
      throw new CliError('usage', '--agents-listen and --tls go with --hardware agents: nobody dials simulated drives');
    case 'agents':
      if (agentsListen !== undefined && tls !== undefined) return { kind: 'agents', listen: agentsListen, tls };
      throw new CliError('usage', '--hardware agents needs --agents-listen HOST:PORT and --tls DIR');
  }
}

/** Kubernetes calls a node by its host's name, unless told otherwise. */
const nodeName = ({ nodeId }: ServeOptions): NodeName => (nodeId ?? hostname().toLowerCase()) as NodeName;
