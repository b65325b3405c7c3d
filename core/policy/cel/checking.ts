import type { CheckedScope } from './environment.ts';
import { printType } from './type-notation.ts';
import type { Signature } from './type-notation.ts';
import type { Expression, TextRange } from './tree.ts';
import { DYN, isDyn, mapParts, parameter, sameType } from './types.ts';
import type { CelType } from './types.ts';
import { assignAll, mostGeneral, settled, substitute } from './unify.ts';
import type { Substitution } from './unify.ts';

export interface TypeProblem {
  readonly code: 'policy/type';
  readonly range: TextRange;
  readonly message: string;
  readonly help?: string;
}

/** Types of what stands inside a macro, by name. */
export type Locals = ReadonlyMap<string, CelType>;

/** A check under way: `types` and `problems` grow, and so does what is known of type parameters. */
export interface Checking {
  readonly scope: CheckedScope;
  readonly dynamic: ReadonlySet<Expression>;
  readonly types: Map<Expression, CelType>;
  readonly problems: TypeProblem[];
  readonly substitution: Substitution;
  parameters: number;
  readonly check: (expression: Expression, locals: Locals) => CelType;
}

/** Notes a problem. What has one is of any type, so that nothing else is said of it. */
export function report({ problems }: Checking, range: TextRange, message: string, help?: string): CelType {
  problems.push({ code: 'policy/type', range, message, ...(help !== undefined && { help }) });
  return DYN;
}

/** The type in the notation of signatures, as far as it is known. */
export const shown = ({ substitution }: Checking, type: CelType): string => printType(settled(substitution, type));

export const known = ({ substitution }: Checking, type: CelType): CelType => substitute(substitution, type);

/** A type parameter that nothing else stands for. */
export const freshParameter = (checking: Checking): CelType => parameter(`$${String(checking.parameters++)}`);

/** Whether values of the one type can go where the other is asked for. Remembers what parameters stand for then. */
export const accepts = ({ substitution }: Checking, from: CelType, to: CelType): boolean =>
  assignAll(substitution, [from], [to]);

/** The type of both; `undefined` where there is none but dyn. */
export function joined(checking: Checking, one: CelType | undefined, other: CelType): CelType | undefined {
  if (one === undefined) return other;
  if (!accepts(checking, one, other)) return undefined;
  return mostGeneral(known(checking, one), known(checking, other));
}

/**
 * The result of the signatures that take the operands: dyn when they do not agree, `undefined` when there is none.
 * Source: cel-spec, langdef.md, "Gradual type checking"; cel-go, checker/checker.go, resolveOverload.
 */
export function resolve(
  checking: Checking,
  signatures: readonly Signature[],
  operands: readonly CelType[],
): CelType | undefined {
  let result: CelType | undefined;
  for (const signature of signatures) {
    const candidate = instantiate(checking, signature);
    if (!assignAll(checking.substitution, operands, candidate.operands)) continue;
    const found = known(checking, candidate.result);
    if (result === undefined) result = found;
    else if (!isDyn(result) && !sameType(result, found)) result = DYN;
  }
  return result;
}

/** Whether one of the signatures takes the operands; nothing is remembered of it. */
export function takes(checking: Checking, signatures: readonly Signature[], operands: readonly CelType[]): boolean {
  const mark = checking.substitution.mark();
  const taken = resolve(checking, signatures, operands) !== undefined;
  checking.substitution.rollBack(mark);
  return taken;
}

/** The signature with parameters of its own. */
function instantiate(checking: Checking, signature: Signature): Signature {
  const fresh = new Map<string, CelType>();
  const own = (type: CelType): CelType => {
    if (type.kind !== 'parameter') return mapParts(type, own);
    const made = fresh.get(type.name) ?? freshParameter(checking);
    fresh.set(type.name, made);
    return made;
  };
  return { operands: signature.operands.map(own), result: own(signature.result) };
}
