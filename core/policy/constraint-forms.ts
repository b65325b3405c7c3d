import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { LevelName } from '../model/ids.ts';
import { childrenOf, conjunctsBelow } from './cel/tree.ts';
import type { BinaryOperation, Expression } from './cel/tree.ts';
import type { Known } from './partial.ts';
import { variablesOf } from './unbound-names.ts';
import { DRIVE_FIELD_NAMES } from './scopes.ts';

/** What a part of a placement rule comes to in the search's own terms. */
export type ConstraintForm =
  | { readonly kind: 'survive'; readonly level: LevelName }
  | { readonly kind: 'spread'; readonly level: LevelName; readonly atLeast: number; readonly known: LevelKnown }
  /** Each predicate must hold for every leg, and reads nothing of it but what its drive has. */
  | { readonly kind: 'each-drive'; readonly variable: string; readonly predicates: readonly Expression[] }
  | { readonly kind: 'other' };

/** Whether a leg whose domain is not known is not counted, or makes the rule an error. */
type LevelKnown = 'counted' | 'required';

const OTHER: ConstraintForm = { kind: 'other' };

/** The form of one conjunct of a rule, already reduced by what is known. */
export function formOf(conjunct: Expression, known: Known): ConstraintForm {
  const expression = opened(conjunct, known);
  switch (expression.kind) {
    case 'call': {
      const level = askedOfPlacement(expression, 'survives');
      return level === undefined ? OTHER : { kind: 'survive', level };
    }
    case 'binary':
      return expression.operator === 'in' ? survivedForm(expression, known) : spreadForm(expression, known);
    case 'quantifier':
      return eachDriveForm(expression, known);
    case 'literal':
    case 'name':
    case 'variable':
    case 'select':
    case 'optional-select':
    case 'has':
    case 'index':
    case 'optional-index':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'transform':
    case 'optional-map':
    case 'bind':
      return OTHER;
  }
}

/** What a `variables.NAME` stands for, through as many names as there are. */
export function opened(expression: Expression, known: Known): Expression {
  let open = expression;
  while (open.kind === 'variable') {
    const body = known.variables.get(open.name);
    if (!body) break;
    open = body;
  }
  return open;
}

/** `placement.NAME('level')`. */
function askedOfPlacement(expression: Expression, name: string): LevelName | undefined {
  if (expression.kind !== 'call' || expression.style !== 'method' || expression.name !== name) return undefined;
  const [receiver, level] = expression.operands;
  return receiver && isName(receiver, 'placement') && level ? (textOf(level) as LevelName | undefined) : undefined;
}

const isName = (expression: Expression, name: string): boolean =>
  expression.kind === 'name' && expression.name === name;

const textOf = (expression: Expression): string | undefined =>
  expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;

/** `'level' in placement.survived`. */
function survivedForm({ left, right }: BinaryOperation, known: Known): ConstraintForm {
  const level = textOf(opened(left, known)) as LevelName | undefined;
  return level !== undefined && isFieldOfPlacement(right, 'survived', known) ? { kind: 'survive', level } : OTHER;
}

/** `count >= n`, `count > n` and the two the other way round. */
function spreadForm(expression: BinaryOperation, known: Known): ConstraintForm {
  const { operator } = expression;
  const [left, right] = [opened(expression.left, known), opened(expression.right, known)];
  const [count, bound] = operator === '>=' || operator === '>' ? [left, right] : [right, left];
  if (!['>=', '>', '<=', '<'].includes(operator)) return OTHER;
  if (bound.kind !== 'literal' || typeof bound.value !== 'number') return OTHER;
  const domains = countedDomains(count, known);
  const atLeast = operator === '>=' || operator === '<=' ? bound.value : bound.value + 1;
  return domains ? { kind: 'spread', atLeast, ...domains } : OTHER;
}

interface CountedDomains {
  readonly level: LevelName;
  readonly known: LevelKnown;
}

/** `placement.spreadOver('level')`, or the distinct domains of the legs, counted. */
function countedDomains(expression: Expression, known: Known): CountedDomains | undefined {
  const level = askedOfPlacement(expression, 'spreadOver');
  if (level !== undefined) return { level, known: 'counted' };
  const distinct = operandOf(expression, 'size', known);
  const domains = distinct && operandOf(distinct, 'distinct', known);
  if (domains?.kind !== 'transform' || domains.predicate || !isLegs(domains.over, known)) return undefined;
  if (domains.into !== 'list' || domains.second !== undefined) return undefined;
  return domainOfLeg(domains.body, domains.variable);
}

/** The one operand of a call of this name. */
function operandOf(expression: Expression, name: string, known: Known): Expression | undefined {
  if (expression.kind !== 'call' || expression.name !== name) return undefined;
  const [operand, ...others] = expression.operands;
  return operand && others.length === 0 ? opened(operand, known) : undefined;
}

/** `placement.legs`. */
export const isLegs = (expression: Expression, known: Known): boolean => isFieldOfPlacement(expression, 'legs', known);

export function isFieldOfPlacement(expression: Expression, field: string, known: Known): boolean {
  const read = opened(expression, known);
  return read.kind === 'select' && read.field === field && isName(opened(read.operand, known), 'placement');
}

/** `leg.enclosure`, `leg.storageGroup`, `leg.domains['level']`, `leg.domains.level`. */
function domainOfLeg(expression: Expression, leg: string): CountedDomains | undefined {
  if (expression.kind !== 'select' && expression.kind !== 'index') return undefined;
  const { operand } = expression;
  const key = 'field' in expression ? expression.field : textOf(expression.index);
  if (expression.kind === 'select' && isName(operand, leg)) {
    if (key === 'enclosure') return { level: ENCLOSURE_LEVEL, known: 'counted' };
    return key === 'storageGroup' ? { level: STORAGE_GROUP_LEVEL, known: 'counted' } : undefined;
  }
  const isDomains = operand.kind === 'select' && operand.field === 'domains' && isName(operand.operand, leg);
  return isDomains && key !== undefined ? { level: key as LevelName, known: 'required' } : undefined;
}

function eachDriveForm(expression: Extract<Expression, { kind: 'quantifier' }>, known: Known): ConstraintForm {
  const { macro, over, variable, predicate } = expression;
  if (macro !== 'all' || expression.second !== undefined || !isLegs(over, known)) return OTHER;
  if (!readsOnlyDrive(predicate, variable)) return OTHER;
  return { kind: 'each-drive', variable, predicates: conjunctsBelow(predicate) };
}

/** Whether an expression reads nothing but fields of the drive under this name, and what it binds itself. */
export function readsOnlyDrive(expression: Expression, drive: string, bound: ReadonlySet<string> = new Set()): boolean {
  switch (expression.kind) {
    case 'name':
      return bound.has(expression.name);
    case 'variable':
      return false;
    case 'select':
    case 'optional-select':
    case 'has':
      if (isName(expression.operand, drive)) return DRIVE_FIELD_NAMES.has(expression.field);
      return readsOnlyDrive(expression.operand, drive, bound);
    case 'quantifier':
    case 'transform':
    case 'optional-map':
    case 'bind': {
      const names = variablesOf(expression);
      if (names.includes(drive)) return false;
      const inner = new Set([...bound, ...names]);
      return childrenOf(expression).every((child) => readsOnlyDrive(child, drive, inner));
    }
    case 'literal':
    case 'index':
    case 'optional-index':
    case 'call':
    case 'list':
    case 'map':
    case 'not':
    case 'negate':
    case 'and':
    case 'or':
    case 'conditional':
    case 'binary':
      return childrenOf(expression).every((child) => readsOnlyDrive(child, drive, bound));
  }
}
