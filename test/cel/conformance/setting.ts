import type { Decl_FunctionDecl } from '@bufbuild/cel-spec/cel/expr/checked_pb.js';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { STANDARD_FUNCTIONS } from '../../../core/policy/cel/functions/index.ts';
import type { FunctionEntry } from '../../../core/policy/cel/functions/library.ts';
import { EvaluationError } from '../../../core/policy/cel/values.ts';
import type { Value } from '../../../core/policy/cel/values.ts';
import type { EvaluationSetting } from '../engine.ts';
import { requireType } from './types.ts';
import { valueOf } from './values.ts';

interface Variable {
  readonly type: string;
  readonly value: Value;
}

/** The suite is of CEL alone: it mixes types in literals, and names hide one another, which Kubernetes does not have. */
export const settingOf = (test: SimpleTest): EvaluationSetting => ({
  variables: variablesOf(test),
  functions: functionsFor(test),
  options: {
    container: test.container,
    unchecked: test.disableCheck,
    mixedLiterals: true,
    hidingNames: true,
  },
});

/** The standard functions themselves where a case declares no others: what is looked up of that very list is kept. */
function functionsFor({ typeEnv }: SimpleTest): readonly FunctionEntry[] {
  const declared = typeEnv.flatMap(({ name, declKind }) =>
    declKind.case === 'function' ? functionsOf(name, declKind.value) : [],
  );
  return declared.length === 0 ? STANDARD_FUNCTIONS : [...STANDARD_FUNCTIONS, ...declared];
}

/** Cases of the checker that declare nothing see what cel-go's test of its own declares. Source: checker_test.go. */
const CHECKER_VARIABLES: Readonly<Record<string, Variable>> = {
  is: { type: 'string', value: '' },
  ii: { type: 'int', value: 0 },
  iu: { type: 'uint', value: null },
  iz: { type: 'bool', value: false },
  ib: { type: 'bytes', value: null },
  id: { type: 'double', value: null },
  ix: { type: 'null_type', value: null },
};

function variablesOf({ typeEnv, bindings, expr }: SimpleTest): Readonly<Record<string, Variable>> {
  const declared = typeEnv.flatMap(({ name, declKind }): [string, Variable][] => {
    if (declKind.case !== 'ident') return [];
    const type = declKind.value.type && requireType(declKind.value.type);
    return [[name, { type: type ?? 'dyn', value: boundValue(bindings[name]) }]];
  });
  const known = Object.entries(CHECKER_VARIABLES).filter(([name]) => expr === name || expr === `1 + ${name}`);
  return Object.fromEntries([...known, ...declared]);
}

const boundValue = (binding: SimpleTest['bindings'][string] | undefined): Value =>
  binding?.kind.case === 'value' ? valueOf(binding.kind.value) : null;

/** Cases that declare functions are there to be checked: nobody says what the functions do. */
const functionsOf = (name: string, { overloads }: Decl_FunctionDecl): readonly FunctionEntry[] =>
  overloads.map(({ params, resultType, isInstanceFunction }): FunctionEntry => {
    const operands = params.map(requireType);
    const result = resultType ? requireType(resultType) : 'dyn';
    const [receiver = '', ...others] = operands;
    const signature = isInstanceFunction
      ? `${receiver}.${name}(${others.join(', ')})`
      : `${name}(${operands.join(', ')})`;
    return {
      style: isInstanceFunction ? 'method' : 'function',
      name,
      operands: operands.length,
      signatures: [`${signature}: ${result}`],
      apply: () => new EvaluationError('the function is declared and no more'),
    };
  });
