import type {
  PolicyTestCase,
  PolicyTestFinding,
  PolicyTestObject,
  PolicyTestRequest,
} from '../../../schemas/generated/types.ts';
import { parseClassParameters } from '../class-parameters.ts';
import type { Path } from '../yaml/positions.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import type { ObjectAddress } from './object-problem.ts';
import { checkUnique, problem } from './report.ts';
import type { References, Report } from './report.ts';

/** What the names in a test may mean. */
export interface KnownNames {
  readonly classes: References;
  readonly levels: References;
  readonly policies: References;
  /** By policy, how many validations it has. */
  readonly validations: ReadonlyMap<string, number>;
}

/** A case of a test. */
interface Within {
  readonly test: Declared<PolicyTestObject>;
  readonly path: Path;
}

const address = ({ test, path }: Within, ...rest: Path): ObjectAddress => at(test, ...path, ...rest);

/** What a case is about: a request, or an object and what it was. */
export function checkSubject(
  within: Within,
  { request, object, oldObject }: Omit<PolicyTestCase, 'name' | 'expect'>,
  report: Report,
): void {
  if (request && object) {
    const message = 'a case has either a request or an object';
    report(problem('schema/wrong-value', address(within, 'object'), message, { help: 'Make two cases of it.' }));
  }
  if (!request && !object) {
    const help = 'Write the request of a volume, or an object as a file declares it.';
    report(problem('schema/missing-field', address(within), 'the case lacks request', { help }));
  }
  if (oldObject && !object) {
    const message = 'oldObject is what object was, and there is no object';
    report(problem('schema/wrong-value', address(within, 'oldObject'), message, { help: 'Leave it out.' }));
  }
}

/** `names` is missing where nobody knows what the inventory declares. */
export function checkRequest(
  within: Within,
  request: PolicyTestRequest,
  names: KnownNames | undefined,
  report: Report,
): void {
  const { class: className, parameters, accessModes = [], claim, quota } = request;
  const modes = accessModes.map((name, index) => ({ name, at: address(within, 'request', 'accessModes', index) }));
  checkUnique('access mode', modes, report);
  if (className !== undefined && parameters !== undefined) {
    const message = 'a request has either a class or parameters';
    report(
      problem('schema/wrong-value', address(within, 'request', 'parameters'), message, { help: 'Leave one out.' }),
    );
  }
  if (className === undefined && parameters === undefined) {
    const help = 'Name a StorageClass as class, or write parameters as it would have them.';
    report(problem('schema/missing-field', address(within, 'request'), 'request lacks class', { help }));
  }
  if (quota && !claim) {
    const message = "quota is that of the claim's namespace, and there is no claim";
    report(problem('schema/wrong-value', address(within, 'request', 'quota'), message, { help: 'Name the claim.' }));
  }
  if (className !== undefined) names?.classes.check(className, address(within, 'request', 'class'));
  const parsed = parseClassParameters(parameters ?? {});
  if (!('problems' in parsed)) return;
  for (const { key, message } of parsed.problems) {
    report(problem('schema/wrong-value', address(within, 'request', 'parameters', key), message));
  }
}

export function checkExpectation(
  within: Within,
  { findings = [], placement, refused }: PolicyTestCase['expect'],
  names: KnownNames | undefined,
  report: Report,
): void {
  if (placement && refused) {
    const message = 'a volume is placed or refused, not both';
    report(problem('schema/wrong-value', address(within, 'expect', 'refused'), message, { help: 'Leave one out.' }));
  }
  const tested = within.test.wire.spec.policies;
  for (const [index, finding] of findings.entries()) {
    const place = address(within, 'expect', 'findings', index, 'policy');
    if (tested && !tested.includes(finding.policy)) {
      const message = `policy ${finding.policy} is not among those tested`;
      report(problem('reference/not-found', place, message, { help: 'Add it to spec.policies.' }));
    } else if (names?.policies.check(finding.policy, place) === true) {
      checkIndex(finding, address(within, 'expect', 'findings', index, 'index'), names, report);
    }
  }
  for (const [index, level] of placement?.survives?.entries() ?? []) {
    names?.levels.check(level, address(within, 'expect', 'placement', 'survives', index));
  }
}

function checkIndex(
  { policy, index }: PolicyTestFinding,
  place: ObjectAddress,
  names: KnownNames,
  report: Report,
): void {
  const count = names.validations.get(policy) ?? 0;
  if (index === undefined || index < count) return;
  const message = `policy ${policy} has ${String(count)} validation${count === 1 ? '' : 's'}, counted from 0`;
  report(problem('reference/not-found', place, message));
}
