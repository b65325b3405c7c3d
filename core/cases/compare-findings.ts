import { ruleLabel } from '../model/finding.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { PolicyTestFinding } from '../../schemas/generated/types.ts';
import type { SaidFinding, Trouble } from './case-result.ts';
import { pairUp } from './pair-up.ts';

/** What a case was about: not every policy speaks of every subject. */
export type SubjectKind = 'request' | 'object';

export interface Compared {
  readonly subject: SubjectKind;
  /** Those that are tested. */
  readonly policies: ReadonlyMap<string, PlacementPolicy>;
}

/** Every finding that was expected and not said, and every one that was said and not expected. Paths are from `findings`. */
export function compareFindings(
  expected: readonly PolicyTestFinding[],
  said: readonly SaidFinding[],
  compared: Compared,
): readonly Trouble[] {
  const pairs = pairUp(expected, said, isExpected);
  const rest = said.filter((_, at) => !pairs.includes(at));
  const differences: Trouble[] = [];
  for (const [at, wanted] of expected.entries()) {
    if (pairs[at] !== undefined) continue;
    // The nearest thing that nothing else accounts for: what another rule of the same policy said, or this one otherwise.
    const nearest = rest.findIndex(({ rule }) => rule.policy === wanted.policy);
    const [got] = nearest === -1 ? [] : rest.splice(nearest, 1);
    const text = got ? `got ${saidText(got)}` : noneText(wanted, said, compared);
    differences.push({ message: `expected ${wantedText(wanted)}, ${text}`, path: [at] });
  }
  return [...differences, ...rest.map((finding) => ({ message: `did not expect ${saidText(finding)}`, path: [] }))];
}

/** What an exception lets pass was not refused: a case has to ask for the note. */
const isExpected = (wanted: PolicyTestFinding, { code, rule, severity, message }: SaidFinding): boolean =>
  (code !== 'policy/excepted' || wanted.severity === 'note') &&
  wanted.policy === rule.policy &&
  (wanted.index === undefined || wanted.index === rule.index) &&
  (wanted.rule === undefined || wanted.rule === rule.name) &&
  (wanted.severity === undefined || wanted.severity === severity) &&
  (wanted.message === undefined || message.includes(wanted.message));

/** `an error of mirrors-span-racks[0], rule survives-a-rack, that says "loss of any rack"`. */
function wantedText({ policy, index, rule, severity, message }: PolicyTestFinding): string {
  const which = index === undefined ? '' : `[${String(index)}]`;
  const name = rule === undefined ? '' : `, rule ${rule}`;
  const says = message === undefined ? '' : ` that says ${JSON.stringify(message)}`;
  return `${ARTICLED[severity ?? 'finding']} of ${policy}${which}${name}${says}`;
}

/** `an error of mirrors-span-racks[0] as of main: "…"`. */
export function saidText({ severity, rule, message, asOf }: SaidFinding): string {
  const revision = asOf === undefined ? '' : ` as of ${asOf}`;
  return `${ARTICLED[severity]} of ${ruleLabel(rule)}${revision}: ${message}`;
}

const ARTICLED = { error: 'an error', warning: 'a warning', note: 'a note', finding: 'a finding' } as const;

function noneText(
  { policy: name }: PolicyTestFinding,
  said: readonly SaidFinding[],
  { subject, policies }: Compared,
): string {
  if (said.some(({ rule }) => rule.policy === name)) return 'got no more of it';
  const policy = policies.get(name);
  const why = policy && whySilent(policy, subject);
  return why === undefined ? 'got none' : `got none: ${why}`;
}

/** Why a policy says nothing whatever its rules are. */
function whySilent({ scope, action }: PlacementPolicy, subject: SubjectKind): string | undefined {
  switch (scope) {
    case 'Config':
      return subject === 'request' ? 'a policy of scope Config speaks of declared objects alone' : undefined;
    case 'Request':
      return subject === 'object' ? 'a policy of scope Request speaks of requests alone' : undefined;
    case 'Drive':
    case 'Placement':
      if (subject === 'object') return `a policy of scope ${scope} speaks of requests alone`;
      return action === 'Deny'
        ? `a policy of scope ${scope} that denies narrows the choice, so expect a placement, or a refusal`
        : undefined;
    case 'Score':
      return 'a policy of scope Score says nothing';
  }
}
