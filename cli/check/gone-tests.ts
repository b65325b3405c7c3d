import type { PlacelessFinding, Sources } from '../../core/parse/index.ts';
import type { Path } from '../../core/parse/yaml/positions.ts';
import { testsIn } from './tests-in.ts';

/**
 * Tests of policies that an earlier revision had, and cases of them, that are there no more. They are told of, not run: what
 * they expect was said of policies that may have been changed with them, and well so.
 */
export function goneTests(now: Pick<Sources, 'objects'>, before: Sources, asOf: string): readonly PlacelessFinding[] {
  const left = new Map(
    testsIn(now).map(({ metadata, spec }) => [metadata.name, new Set(spec.cases.map(({ name }) => name))]),
  );
  return testsIn(before).flatMap(({ metadata: { name }, spec }) => {
    const cases = left.get(name);
    if (!cases) return [gone(name, ['metadata', 'name'], `test ${name} of ${asOf} is gone, and does not run`)];
    return spec.cases.flatMap((each, at) => {
      const message = `case "${each.name}" of test ${name} is gone since ${asOf}, and does not run`;
      return cases.has(each.name) ? [] : [gone(name, ['spec', 'cases', at, 'name'], message)];
    });
  });
}

const gone = (name: string, path: Path, message: string): PlacelessFinding => ({
  ...{ code: 'policy/test-gone', severity: 'note', message, path },
  object: { kind: 'PolicyTest', name },
});
