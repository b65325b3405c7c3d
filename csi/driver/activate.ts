import { levelsOf } from '../../core/model/levels.ts';
import type { RevisionNumber } from '../../core/model/ids.ts';
import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import { configurationFromObjects } from '../../core/parse/index.ts';
import { planChange } from '../../core/plan/plan-change.ts';
import { compilePolicies, forAnyClaim, sizesInPolicies } from '../../core/policy/index.ts';
import type { PolicyProblem } from '../../core/policy/index.ts';
import { groundOf } from '../../core/verify/ground.ts';
import { verifyActivation } from '../../core/verify/verify-activation.ts';
import { activeRevision, activate, newestProposal, readConfiguration, reject } from '../../store/configurations.ts';
import type { Store } from '../../store/store.ts';
import type { DriverContext } from './context.ts';
import { setActive } from './driver-state.ts';
import type { ActiveConfiguration, Verdict } from './driver-state.ts';

/** Takes up the configuration that ran before; nothing where none ever did. */
export async function resumeActive(store: Store, context: DriverContext): Promise<void> {
  const number = await activeRevision(store);
  if (number === undefined) return;
  setActive(context.state, await loadConfiguration(store, number));
}

/**
 * Looks at the newest proposal once more, alone: no volume is placed meanwhile. Then activates it in one step, or
 * refuses it and goes on with the one that runs. What was refused is looked at again once a volume has changed, because
 * what stood in its way may be gone. `undefined` where nothing new is proposed.
 * @throws StoreError, CsiError `deposed`, `outcome-unknown`
 */
export function considerProposal(context: DriverContext): Promise<Verdict | undefined> {
  const { state, journal, outside } = context;
  return context.gate.alone(async () => {
    const number = await newestProposal(journal.store);
    if (number === undefined || number === state.active?.revision.number) return undefined;
    if (state.refusal?.revision === number && state.refusal.changes === state.changes) return state.refusal.verdict;
    const proposed = await loadConfiguration(journal.store, number);
    const findings = objections(context, proposed);
    const at = outside.now().toISOString();
    if (findings.some(isError)) {
      await reject(journal.store, number, findings, at);
      const verdict = { kind: 'refused', revision: number, findings } as const;
      state.refusal = { revision: number, changes: state.changes, verdict };
      return verdict;
    }
    await activate(journal.store, number, at);
    setActive(state, proposed);
    return { kind: 'activated', revision: number, findings };
  });
}

async function loadConfiguration(store: Store, number: RevisionNumber): Promise<ActiveConfiguration> {
  const { revision, objects } = await readConfiguration(store, number);
  const configuration = configurationFromObjects(objects);
  const levels = levelsOf(configuration);
  const { compiled, problems } = compilePolicies(configuration.policies, { levels });
  const enclosures = new Map(configuration.enclosures.map((enclosure) => [enclosure.name, enclosure]));
  const policiesForAnyClaim = forAnyClaim(compiled);
  return {
    revision,
    objects,
    configuration,
    policies: compiled,
    policiesForAnyClaim,
    sizesInPolicies: sizesInPolicies(policiesForAnyClaim),
    problems,
    enclosures,
    ground: groundOf(configuration),
  };
}

/** The plan's gates, and the same asked a second time by code that shares nothing with the plan. */
function objections({ state }: DriverContext, proposed: ActiveConfiguration): readonly Finding[] {
  const volumes = [...state.volumes.values()];
  const broken = proposed.problems.map(policyFinding);
  if (broken.length > 0) return broken;
  const { gates } = planChange({ desired: proposed.objects, live: state.active?.objects ?? [], volumes });
  if (gates.some(isError)) return gates;
  return [...gates, ...verifyActivation(proposed.configuration, volumes, state.active?.configuration)];
}

/** A policy that a controller of another release let through, and this one cannot compile, must not silently not apply. */
const policyFinding = ({ policy, code, message }: PolicyProblem): Finding => ({
  code,
  severity: 'error',
  message,
  object: { kind: 'PlacementPolicy', name: policy.name },
});
