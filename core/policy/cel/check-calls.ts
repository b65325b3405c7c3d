import { suggestion } from '../../parse/did-you-mean.ts';
import { report, resolve, shown, takes } from './checking.ts';
import type { Checking, Locals } from './checking.ts';
import { signaturesOf } from './environment.ts';
import { functionKey } from './functions/library.ts';
import type { FunctionEntry } from './functions/library.ts';
import { since } from './kubernetes-versions.ts';
import { INDEX, NEGATION, OPERATOR_SIGNATURES, OPTIONAL_INDEX } from './operator-signatures.ts';
import type { BinaryOperation, Call, Expression, Index, TextRange } from './tree.ts';
import { MACRO_FORMS } from './translate-macros.ts';
import { BOOL, DYN } from './types.ts';
import type { CelType } from './types.ts';

type Placed<Node> = Node & { readonly range: TextRange };

export function checkBinary(checking: Checking, node: Placed<BinaryOperation>, locals: Locals): CelType {
  const { operator, left, right, range } = node;
  const operands = [checking.check(left, locals), checking.check(right, locals)];
  const result = resolve(checking, OPERATOR_SIGNATURES[operator], operands);
  const types = operands.map((type) => shown(checking, type));
  if (!result) {
    const help = operator === '==' || operator === '!=' ? 'Convert one of them: string(x), int(x).' : undefined;
    report(checking, range, `no such overload: ${types.join(` ${operator} `)}`, help);
    return isComparison(operator) ? BOOL : DYN;
  }
  if (['<', '<=', '>', '>='].includes(operator) && areDifferentNumbers(operands)) {
    since(checking, 28, range, `comparing ${types.join(' with ')}`);
  }
  return result;
}

const isComparison = (operator: string): boolean => ['==', '!=', '<', '<=', '>', '>=', 'in'].includes(operator);

const areDifferentNumbers = (types: readonly CelType[]): boolean => new Set(types.map(({ kind }) => kind)).size > 1;

export function checkNegation(
  checking: Checking,
  { operand, range }: Extract<Expression, { kind: 'negate' }>,
  locals: Locals,
): CelType {
  const type = checking.check(operand, locals);
  return resolve(checking, NEGATION, [type]) ?? report(checking, range, `no such overload: -${shown(checking, type)}`);
}

export function checkIndex(checking: Checking, node: Placed<Index>, locals: Locals): CelType {
  const operands = [checking.check(node.operand, locals), checking.check(node.index, locals)] as const;
  if (node.kind === 'optional-index') since(checking, 28, node.range, 'optional access');
  const result = resolve(checking, node.kind === 'index' ? INDEX : OPTIONAL_INDEX, operands);
  const [container, index] = operands.map((type) => shown(checking, type));
  return result ?? report(checking, node.range, `no such overload: ${String(container)}[${String(index)}]`);
}

export function checkCall(checking: Checking, node: Placed<Call>, locals: Locals): CelType {
  const { style, name, range } = node;
  const entries = checking.scope.functions.get(functionKey(style, name, node.operands.length));
  if (!entries && !callable(checking, style).includes(name)) return unknownFunction(checking, node, locals);
  const before = checking.problems.length;
  const operands = node.operands.map((operand) => checking.check(operand, locals));
  // Of what nothing is known, it is not known which form is meant.
  if (!entries) return checking.problems.length === before ? noOverload(checking, node, operands) : DYN;
  const taking = entries.filter((entry) => takes(checking, signaturesOf(entry), operands));
  const result = resolve(checking, taking.flatMap(signaturesOf), operands);
  const macro = entries[0]?.macro;
  if (!result) return macro ? noKeys(checking, node, operands) : noOverload(checking, node, operands);
  since(checking, earliest(taking), range, macro ? `the macro ${macro.name}` : `the function ${name}`);
  const literals = node.operands.map((operand) => (operand.kind === 'literal' ? operand.value : undefined));
  for (const entry of taking) {
    // Before they are compiled: one pattern has a bound of its own, and there may be any number of them.
    const { patterns } = checking.scope;
    patterns.partsLeft -= entry.partsOf?.(literals) ?? 0;
    if (patterns.partsLeft < 0)
      return report(checking, range, TOO_MANY_PARTS, 'Use fewer patterns, or such that repeat less.');
    const prepared = entry.prepare?.(literals);
    if (prepared?.kind === 'bad') return report(checking, range, prepared.message);
  }
  return result;
}

const TOO_MANY_PARTS = 'the patterns of all rules together are too large';

/** The first version that has one of them. */
function earliest(entries: readonly FunctionEntry[]): FunctionEntry['since'] {
  const versions = entries.map(({ since: version }) => version);
  if (versions.includes(undefined)) return undefined;
  const minors = versions.filter((version) => typeof version === 'number');
  return minors.length === 0 ? 'ours' : Math.min(...minors);
}

function noOverload(checking: Checking, { style, name, range }: Placed<Call>, operands: readonly CelType[]): CelType {
  const types = operands.map((type) => shown(checking, type));
  const [receiver = '', ...args] = types;
  const call = style === 'method' ? `${receiver}.${name}(${args.join(', ')})` : `${name}(${types.join(', ')})`;
  return report(checking, range, `found no matching overload for '${call}'`);
}

function noKeys(checking: Checking, { range }: Placed<Call>, [list = DYN, keys = DYN]: readonly CelType[]): CelType {
  if (list.kind !== 'list') return report(checking, range, `sortBy sorts a list, not ${shown(checking, list)}`);
  const key = shown(checking, keys.kind === 'list' ? keys.element : keys);
  return report(checking, range, `sortBy takes keys that sort: numbers, bools, texts, bytes or times, not ${key}`);
}

/** Names of what can be called in this style, but for macros. */
const callable = ({ scope }: Checking, wanted: Call['style']): readonly string[] =>
  [...scope.functions.values()]
    .flat()
    .filter(({ style, macro }) => style === wanted && !macro)
    .map(({ name }) => name);

/** What looks like a macro's variable is no mistake of its own. */
function isUnknownName({ scope }: Checking, operand: Expression | undefined, locals: Locals): boolean {
  return operand?.kind === 'name' && !locals.has(operand.name) && !scope.names.has(operand.name);
}

function unknownFunction(checking: Checking, node: Placed<Call>, locals: Locals): CelType {
  const { style, name, range } = node;
  const looksLikeMacro = style === 'method' && isUnknownName(checking, node.operands[1], locals);
  const operands = looksLikeMacro ? node.operands.slice(0, 1) : node.operands;
  const before = checking.problems.length;
  for (const operand of operands) checking.check(operand, locals);
  // Of what nothing is known, it is not known what can be called.
  if (!looksLikeMacro && checking.problems.length > before) return DYN;
  const form = style === 'method' ? MACRO_FORMS.get(name) : undefined;
  if (form !== undefined) return report(checking, range, `${name} takes other operands`, `It is written ${form}.`);
  const near =
    style === 'method' ? [...callable(checking, style), ...MACRO_FORMS.keys()] : checking.scope.functionNames;
  return report(checking, range, `the function ${name} is not supported`, suggestion(name, new Set(near)));
}
