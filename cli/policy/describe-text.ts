import { formatGiB, gib } from '../../core/model/capacity.ts';
import type { PlacementPolicy, PolicyException, PolicyScope, ValidationAction } from '../../core/model/policy.ts';
import type { ExpressionCost } from '../../core/policy/describe/checked-policy.ts';
import type { RequestsAlike } from '../../core/policy/describe/describe-policy.ts';
import type { PolicyForRequest, RuleForm, RuleForRequest } from '../../core/policy/describe/rules-for-request.ts';
import { placeText } from '../report/findings.ts';
import { printable } from '../report/printable.ts';
import type { Style } from '../report/style.ts';
import type { DescribedPolicy, LocatedExpression } from './described.ts';

/** A policy in full, for people. */
export function describeText(described: DescribedPolicy, style: Style): string {
  const sections: readonly (readonly string[])[] = [
    factsOf(described).map(([label, value]) => `${(label === '' ? '' : `${label}:`).padEnd(14)}${printable(value)}`),
    section('Applies where', expressionsOf(described, 'match-condition'), style),
    section('Variables', expressionsOf(described, 'variable'), style),
    section('Rules', rulesOf(described), style),
    section('Comes to', comesToLines(described), style),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const section = (title: string, lines: readonly string[], style: Style): readonly string[] =>
  lines.length === 0 ? [] : [style.bold(`${title}:`), ...lines.map((line) => `  ${line}`)];

type Fact = readonly [label: string, value: string];

function factsOf(described: DescribedPolicy): readonly Fact[] {
  const { policy, pack, place, reads, exceptions } = described;
  const { name, scope, action, failurePolicy, kubernetesMinor, parameters } = policy;
  return [
    ['Policy', name],
    ['From', place ? placeText(place) : (pack ?? 'nowhere')],
    ['In force', inForce(described)],
    ['Scope', scopeText(described)],
    ['Action', `${action}: ${ACTIONS[action](scope)}`],
    ['On an error', failurePolicy === 'Fail' ? 'Fail: counts as broken' : 'Ignore: counts as kept'],
    [
      'Kubernetes',
      kubernetesMinor === undefined ? 'any version' : `1.${String(kubernetesMinor)} and later know all of it`,
    ],
    ...parameters.map((parameter, at): Fact => [
      at === 0 ? 'Parameters' : '',
      `${parameter.name} = ${parameterText(parameter)} (${parameter.type})`,
    ]),
    ['Reads', reads.length === 0 ? 'nothing' : reads.join(', ')],
    ...exceptions.map((exception, at): Fact => [at === 0 ? 'Exceptions' : '', exceptionText(exception)]),
  ];
}

function inForce({ policy, pack, bindingPlace }: DescribedPolicy): string {
  if (pack !== undefined) return `not by itself: a PolicyBinding has to name pack ${pack}`;
  if (policy.binding === undefined) return 'by itself';
  return `by binding ${policy.binding}${bindingPlace ? `, ${placeText(bindingPlace)}` : ''}`;
}

const SCOPES: Readonly<Record<PolicyScope, string>> = {
  Config: 'asked about each declared object',
  Request: 'asked about each volume before any drive is looked at',
  Drive: 'asked about each class of drives',
  Placement: 'asked about where a volume is to lie',
  Score: 'ranks places that fit equally well',
};

function scopeText({ policy: { scope, kinds }, objects }: DescribedPolicy): string {
  if (scope !== 'Config') return `${scope}: ${SCOPES[scope]}`;
  return `${scope}: ${SCOPES[scope]} of kind ${kinds.join(', ')}; there ${objects === 1 ? 'is' : 'are'} ${String(objects)}`;
}

const ACTIONS: Readonly<Record<ValidationAction, (scope: PolicyScope) => string>> = {
  Deny: (scope) => (scope === 'Score' ? 'tells of what cannot be worked out' : 'refuses what breaks it'),
  Warn: () => 'warns of what breaks it',
  Audit: () => 'records what breaks it',
};

const parameterText = ({ value }: PlacementPolicy['parameters'][number]): string => JSON.stringify(value);

const exceptionText = ({ name, rule, object, approver, expires, reason }: PolicyException): string => {
  const { kind, namespace, name: of } = object;
  const which = rule === undefined ? '' : ` from ${rule}`;
  return `${name}${which}: ${kind} ${namespace === undefined ? '' : `${namespace}/`}${of} until ${expires}, approved by ${approver}: ${reason}`;
};

const expressionsOf = ({ expressions }: DescribedPolicy, role: LocatedExpression['role']): readonly string[] =>
  expressions.filter((each) => each.role === role).flatMap((each) => expressionLines(`${each.name ?? ''}: `, each));

/** A rule, and below it how its message is worked out. */
function rulesOf({ policy, expressions }: DescribedPolicy): readonly string[] {
  return expressions.flatMap((each) => {
    switch (each.role) {
      case 'validation':
      case 'score': {
        const message = each.role === 'validation' ? policy.validations[each.index]?.message : undefined;
        const says = message === undefined ? [] : [`    says: ${printable(message)}`];
        return [...expressionLines(`${ruleName(each)}: `, each), ...says];
      }
      case 'message':
        return expressionLines('    says: ', each).map((line, at) => (at === 0 ? line : `    ${line}`));
      case 'match-condition':
      case 'variable':
        return [];
    }
  });
}

/** `[0]`, or `[0] survives`. */
const ruleName = ({ index, name }: Pick<LocatedExpression, 'index' | 'name'>): string =>
  `[${String(index)}]${name === undefined ? '' : ` ${name}`}`;

function expressionLines(label: string, { text, place, checked }: LocatedExpression): readonly string[] {
  const where = place ? `${placeText(place)}: ` : '';
  const first = `${label.trimStart() === ': ' ? '' : label}${oneLine(text)}`;
  switch (checked.kind) {
    case 'broken':
      return [first, ...checked.problems.map(({ code, message }) => `    ${where}error ${code} ${printable(message)}`)];
    case 'sound':
      return [first, `    ${where}${checked.type}, ${costText(checked.cost)}`];
  }
}

/**
 * `at most 12 of 250,000 steps (0.1 %)`, where most of them go, if that is not all of it, and where an evaluation is ended,
 * if that may come before its end.
 */
export function costText({ steps, limit, budget, costliest }: ExpressionCost): string {
  const percent = (100 * steps) / limit;
  const share = percent < 0.1 ? 'under 0.1' : percent < 10 ? percent.toFixed(1) : grouped(Math.round(percent));
  const most = costliest.steps < steps ? `, ${grouped(costliest.steps)} of them for ${oneLine(costliest.text)}` : '';
  const end = steps > budget ? `; ended at ${grouped(budget)} when it runs` : '';
  return `at most ${grouped(steps)} of ${grouped(limit)} steps (${share} %)${most}${end}`;
}

const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');

const oneLine = (text: string): string => printable(text.replaceAll(/\s+/g, ' ').trim());

/** What the rules are wherever the policy applies, and where that is; else what they are for each request. */
function comesToLines(described: DescribedPolicy): readonly string[] {
  const { always, forRequests } = described;
  const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);
  const rules = always?.flatMap((rule) => ruleLines(rule, described)) ?? [];
  return [
    ...(always ? ['wherever it applies:', ...indented(rules)] : []),
    ...forRequests.flatMap(({ requests, comesTo }) => {
      const who = requestsText(requests);
      if (always && comesTo.kind === 'applies') return [`applies to ${who}`];
      if (comesTo.kind === 'passes-by')
        return [`does not apply to ${who}: ${printable(comesTo.condition)} is not true`];
      return [`for ${who}:`, ...indented(answerLines(comesTo, described))];
    }),
  ];
}

/** `classes fast, slow of 1 GiB; class large of 1 TiB`. */
function requestsText(requests: RequestsAlike['requests']): string {
  const bySize = new Map<number, string[]>();
  for (const { class: name, sizeGiB } of requests) {
    bySize.set(sizeGiB, [...(bySize.get(sizeGiB) ?? []), name ?? 'that sets nothing']);
  }
  const texts = [...bySize].map(([size, names]) => {
    const noun = names.length === 1 ? 'class' : 'classes';
    return `${noun} ${names.map(printable).join(', ')} of ${formatGiB(gib(size))}`;
  });
  return texts.join('; ');
}

function answerLines(
  comesTo: Exclude<PolicyForRequest, { kind: 'passes-by' }>,
  described: DescribedPolicy,
): readonly string[] {
  switch (comesTo.kind) {
    case 'refuses':
      return [`a refusal: ${printable(comesTo.message)}`];
    case 'applies':
      return comesTo.rules.flatMap((rule) => ruleLines(rule, described));
  }
}

function ruleLines({ index, forms }: RuleForRequest, described: DescribedPolicy): readonly string[] {
  const name = `[${String(index)}] `;
  if (forms.length === 0) return [`${name}nothing: it holds wherever the volume lies`];
  return forms.map((form, at) => `${at === 0 ? name : ' '.repeat(name.length)}${formText(form, described)}`);
}

function formText(form: RuleForm, { admitted }: DescribedPolicy): string {
  switch (form.kind) {
    case 'holds':
      return 'holds';
    case 'refuses':
      return `refuses it: ${printable(form.message)}`;
    case 'drive-predicate': {
      const drives = admitted(form);
      const count = drives ? `, met by ${String(drives.admitted)} of ${String(drives.of)}` : '';
      return `a predicate of drives${count}: ${oneLine(form.expression)}`;
    }
    case 'survive':
      return `a constraint of the search: survive(${form.level}), the two legs of each pair in two domains of level ${form.level}`;
    case 'spread':
      return `a constraint of the search: spread(${form.level}, ${String(form.atLeast)}), legs in at least ${String(form.atLeast)} domains of level ${form.level}`;
    case 'by-layout':
      return `a constraint of the search for each layout: ${oneLine(form.expression)}`;
    case 'tried-on-candidates':
      return `tried on candidates, a bounded number: ${oneLine(form.expression)}`;
    case 'sum-over-drives':
      return 'a sum over drives: the search finds the highest';
    case 'scored-candidates':
      return 'worked out for a bounded number of places that fit equally well';
  }
}
