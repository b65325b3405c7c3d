import { formatValue } from '../../../core/policy/cel/format.ts';
import { isSame } from '../conformance/values.ts';
import type { Evaluated } from '../engine.ts';
import { evaluateOver } from '../engine.ts';
import { addTo, printCounts, sumOf, tallyOf } from '../tally.ts';
import type { Counts, KnownFailure, Outcome } from '../tally.ts';
import { AUTHENTICATION, AUTHORIZATION, DEVICE_SELECTORS } from './access.ts';
import { MATCH_CONDITIONS, MUTATING_POLICIES, SIGNING_REQUESTS, STATIC_POLICIES } from './admission-matching.ts';
import { APART } from './apart.ts';
import { CEL_EXAMPLES } from './cel-examples.ts';
import { CRD_RULES, TRANSITION_RULES } from './crd-rules.ts';
import type { Documented, Example, Page } from './documented.ts';
import { ADDRESSES, LISTS, NETWORKS, QUANTITIES, REGEX, URLS } from './libraries.ts';
import { made, typeOf, valueOf } from './shape.ts';
import type { Json } from './shape.ts';
import { VALIDATING_POLICIES } from './validating-policies.ts';

const PAGES: readonly Page[] = [
  CEL_EXAMPLES,
  LISTS,
  REGEX,
  URLS,
  QUANTITIES,
  ADDRESSES,
  NETWORKS,
  CRD_RULES,
  TRANSITION_RULES,
  VALIDATING_POLICIES,
  MATCH_CONDITIONS,
  STATIC_POLICIES,
  MUTATING_POLICIES,
  SIGNING_REQUESTS,
  AUTHENTICATION,
  AUTHORIZATION,
  DEVICE_SELECTORS,
];

/** Expressions that come to something else here, and why. */
const KNOWN_FAILURES: readonly KnownFailure[] = [];

/** Asks what Kubernetes' documentation shows. Each expression counts once, however many examples it has. */
export function runKubernetes(): Counts {
  const outcomes: Outcome[] = [];
  for (const { url, expressions } of PAGES) {
    const ofPage = expressions.map((each) => ({ name: `${url} ${each.expression}`, wrong: faultOf(each) }));
    const right = ofPage.filter(({ wrong }) => wrong === undefined).length;
    console.log(`  ${String(right).padStart(5)} of ${String(ofPage.length).padStart(4)}  ${url}`);
    outcomes.push(...ofPage);
  }
  const apart = new Map<string, number>();
  for (const { reason, expressions } of APART) addTo(apart, reason, expressions.length);
  console.log(`not asked: ${String(sumOf(apart.values()))}, since it`);
  printCounts(apart);
  const { passed, failed, known, complaints } = tallyOf(outcomes, KNOWN_FAILURES);
  printCounts(known);
  for (const each of complaints) console.log(each);
  return { passed, failed };
}

function faultOf(documented: Documented): string | undefined {
  const faults = documented.examples.flatMap((example) => exampleFault(documented, example) ?? []);
  const fault = faults[0] ?? (showsBothSides(documented) ? undefined : 'there is no example of the opposite');
  return fault === undefined ? undefined : `${fault} (${documented.means})`;
}

/** A rule that always holds, or never does, would pass a table that shows one side alone. */
function showsBothSides({ examples }: Documented): boolean {
  const verdicts = examples.flatMap(({ comes }) => (comes.kind === 'json' ? [comes.json] : []));
  return !verdicts.some((verdict) => typeof verdict === 'boolean') || new Set(verdicts).size === 2;
}

function exampleFault({ expression, over = {} }: Documented, example: Example): string | undefined {
  const { given = {}, instead = expression, comes } = example;
  try {
    const roots = Object.entries(over).map(([name, shape]) => {
      const value = name in given ? valueOf(shape, given[name] ?? null) : null;
      return [name, { type: typeOf(shape, name), value }] as const;
    });
    const got = evaluateOver(instead, Object.fromEntries(roots));
    const of = `of ${JSON.stringify(given)}`;
    switch (comes.kind) {
      case 'json':
        return valueFault(valueOfJson(comes.json), got, of);
      case 'cel':
        return valueFault(made(comes.text), got, of);
      case 'error':
        return failsAsItMay(got, roots.length > 0) ? undefined : `wanted an error ${of}, got ${shown(got)}`;
      case 'refused':
        return got.kind === 'problems' ? undefined : `wanted it refused, got ${shown(got)}`;
    }
  } catch (cause) {
    return `cannot be asked: ${String(cause)}`;
  }
}

/** What fails whatever the variables may be refused before there are any. */
const failsAsItMay = (got: Evaluated, hasVariables: boolean): boolean =>
  got.kind === 'error' || (got.kind === 'problems' && !hasVariables);

/** Numbers of JSON are ints here: what is a double says so by a text of CEL. */
const valueOfJson = (json: Json) => valueOf('dyn', json);

function valueFault(wanted: ReturnType<typeof valueOfJson>, got: Evaluated, of: string): string | undefined {
  if (got.kind === 'value' && isSame(wanted, got.result)) return undefined;
  return `wanted ${formatValue(wanted)} ${of}, got ${shown(got)}`;
}

function shown(got: Evaluated): string {
  switch (got.kind) {
    case 'value':
      return formatValue(got.result);
    case 'error':
      return `error: ${got.message}`;
    case 'problems':
      return `refused: ${got.problems.map(({ message }) => message).join('; ')}`;
  }
}
