import { fromJson } from '@bufbuild/protobuf';
import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { SimpleTestSchema } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { tests as checking } from '@bufbuild/cel-spec/testdata/checking.js';
import { tests as comprehension } from '@bufbuild/cel-spec/testdata/comprehension.js';
import { tests as conformance } from '@bufbuild/cel-spec/testdata/conformance.js';
import { tests as parsing } from '@bufbuild/cel-spec/testdata/parsing.js';
import { getTestRegistry } from '@bufbuild/cel-spec/testdata/registry.js';
import type { SerializedIncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';

/** One case of cel-spec's, with what cel-go made of its text when the suite was put together. */
export interface Case {
  /** `conformance/lists/concatenation/list_append`. */
  readonly name: string;
  /** `conformance/lists`. */
  readonly suite: string;
  /** As it is written down: what it uses can be looked for. */
  readonly source: string;
  readonly test: SimpleTest;
  /** Whether cel-go could parse it. */
  readonly parses: boolean;
  /** The type that cel-go's checker gave it, in its notation. */
  readonly type: string | undefined;
  /** Why cel-go could not parse or check it. */
  readonly error: string | undefined;
}

const registry = getTestRegistry();

export const CASES: readonly Case[] = numbered(
  [conformance, parsing, checking, comprehension].flatMap((suite) => casesBelow(suite, [])),
);

function casesBelow(suite: SerializedIncrementalTestSuite, above: readonly string[]): readonly Case[] {
  const path = [...above, suite.name];
  const own = (suite.tests ?? []).map(({ original, ast, type, error }): Case => {
    const name = original.name ?? original.expr.replace(/\s+/g, ' ').trim();
    return {
      name: [...path, name].join('/'),
      suite: path.slice(0, 2).join('/'),
      source: JSON.stringify(original),
      test: fromJson(SimpleTestSchema, original, { registry }),
      parses: ast !== undefined,
      type,
      error,
    };
  });
  return [...own, ...(suite.suites ?? []).flatMap((below) => casesBelow(below, path))];
}

/** Cases that are called the same are told apart by a number. */
function numbered(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const at = (seen.get(each.name) ?? 0) + 1;
    seen.set(each.name, at);
    return at === 1 ? each : { ...each, name: `${each.name} #${String(at)}` };
  });
}
