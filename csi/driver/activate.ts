import type { RevisionNumber } from '../../core/model/ids.ts';
import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import { configurationFromObjects } from '../../core/parse/index.ts';
import { planChange } from '../../core/plan/plan-change.ts';
import { compilePolicies } from '../../core/policy/index.ts';
import { verifyActivation } from '../../core/verify/verify-activation.ts';
import { activeRevision, activate, newestProposal, readConfiguration, reject } from '../../store/configurations.ts';
import type { Store } from '../../store/store.ts';
import type { DriverContext } from './context.ts';
import { setActive } from './driver-state.ts';
import type { ActiveConfiguration } from './driver-state.ts';

/** What became of a proposal. */
export type Verdict =
  | { readonly kind: 'activated'; readonly revision: RevisionNumber }
  | { readonly kind: 'refused'; readonly revision: RevisionNumber; readonly findings: readonly Finding[] };

/** Takes up the configuration that ran before; nothing where none ever did. */
export async function resumeActive(store: Store, context: DriverContext): Promise<void> {
  const number = await activeRevision(store);
  if (number === undefined) return;
  setActive(context.state, await loadConfiguration(store, number));
}

/**
 * Looks at the newest proposal once more, alone: no volume is placed meanwhile. Then activates it in one step, or
 * refuses it and goes on with the one that runs. `undefined` where nothing new is proposed.
 */
export function considerProposal(store: Store, context: DriverContext): Promise<Verdict | undefined> {
  return context.gate.alone(async () => {
    const number = await newestProposal(store);
    if (number === undefined || number === context.state.active?.revision.number) return undefined;
    const proposed = await loadConfiguration(store, number);
    const findings = objections(context, proposed);
    const at = context.outside.now().toISOString();
    if (findings.some(isError)) {
      if (!isNewRefusal(context, number, findings)) return undefined;
      await reject(store, number, findings, at);
      return { kind: 'refused', revision: number, findings };
    }
    await activate(store, number, at);
    setActive(context.state, proposed);
    return { kind: 'activated', revision: number };
  });
}

async function loadConfiguration(store: Store, number: RevisionNumber): Promise<ActiveConfiguration> {
  const { revision, objects } = await readConfiguration(store, number);
  const configuration = configurationFromObjects(objects);
  const { compiled } = compilePolicies(configuration.policies);
  const enclosures = new Map(configuration.enclosures.map((enclosure) => [enclosure.name, enclosure]));
  return { revision, objects, configuration, policies: compiled, enclosures };
}

/** What was refused is looked at again, because what stood in its way may go; the same answer is not given twice. */
function isNewRefusal({ state }: DriverContext, number: RevisionNumber, findings: readonly Finding[]): boolean {
  const refusal = JSON.stringify([number, findings]);
  if (state.lastRefusal === refusal) return false;
  state.lastRefusal = refusal;
  return true;
}

/** The plan's gates, and the same asked a second time by code that shares nothing with the plan. */
function objections({ state }: DriverContext, proposed: ActiveConfiguration): readonly Finding[] {
  const volumes = [...state.volumes.values()];
  const { gates } = planChange({ desired: proposed.objects, live: state.active?.objects ?? [], volumes });
  if (gates.some(isError)) return gates;
  return [...gates, ...verifyActivation(proposed.configuration, volumes)];
}
