import type { StorageClass } from '../model/class.ts';
import type { DeclaredObject } from '../model/configuration.ts';
import type { Day } from '../model/day.ts';
import type { ExceptedObject, PlacementPolicy, PolicyException } from '../model/policy.ts';
import type { Claim, VolumeRequest } from '../model/volume.ts';
import type { Breach } from './run-policy.ts';

/** The exceptions that hold for what is being looked at. */
export type Exemptions = readonly PolicyException[];

export const NO_EXEMPTIONS: Exemptions = [];

/** An exception holds up to the end of its last day. */
export const hasExpired = ({ expires }: PolicyException, today: Day): boolean => expires < today;

/** The exceptions that hold for a declared object. */
export const exemptionsOfObject = (
  exceptions: readonly PolicyException[],
  { kind, metadata }: DeclaredObject,
  today: Day,
): Exemptions => held(exceptions, [{ kind, namespace: undefined, name: metadata.name }], today);

/**
 * The exceptions that hold for a volume asked for. What CSI tells of a class is its parameters: the exception of a class
 * holds for whatever has the same ones.
 */
export function exemptionsOfRequest(
  exceptions: readonly PolicyException[],
  request: VolumeRequest,
  classes: readonly StorageClass[],
  today: Day,
): Exemptions {
  if (exceptions.length === 0) return NO_EXEMPTIONS;
  const parameters = canonical(request.declaredParameters);
  const named = classes.filter(({ declaredParameters }) => canonical(declaredParameters) === parameters);
  const subjects: ExceptedObject[] = [
    { kind: 'PersistentVolume', namespace: undefined, name: request.name },
    ...(request.claim ? [claimSubject(request.claim)] : []),
    ...named.map(({ name }): ExceptedObject => ({ kind: 'StorageClass', namespace: undefined, name })),
  ];
  return held(exceptions, subjects, today);
}

const claimSubject = ({ namespace, name }: Claim): ExceptedObject => ({
  kind: 'PersistentVolumeClaim',
  namespace,
  name,
});

const held = (exceptions: readonly PolicyException[], subjects: readonly ExceptedObject[], today: Day): Exemptions =>
  exceptions.filter(
    (exception) =>
      !hasExpired(exception, today) &&
      subjects.some(
        ({ kind, namespace, name }) =>
          exception.object.kind === kind && exception.object.namespace === namespace && exception.object.name === name,
      ),
  );

const canonical = (parameters: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The exception that lets the rule be broken; `undefined` where there is none. */
export function exemptionFrom(
  exemptions: Exemptions,
  policy: PlacementPolicy,
  index: number,
): PolicyException | undefined {
  if (exemptions.length === 0) return undefined;
  const rule = policy.validations[index]?.name;
  return exemptions.find(
    (exception) => exception.policy === policy.name && (exception.rule === undefined || exception.rule === rule),
  );
}

/** The breach as it counts: what an exception lets pass is a note that says who allowed it, why, and until when. */
export function weighed(breach: Breach, exemptions: Exemptions): Breach {
  const exception = exemptionFrom(exemptions, breach.policy, breach.index);
  if (!exception) return breach;
  return { ...breach, code: 'policy/excepted', severity: 'note', message: `${breach.message}; ${because(exception)}` };
}

/** How an exception is told of wherever it is used. */
export const because = ({ name, expires, approver, reason }: PolicyException): string =>
  `let pass until ${expires} by exception ${name}, approved by ${approver}: ${reason}`;
