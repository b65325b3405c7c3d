import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import type { Day } from '../../core/model/day.ts';
import type { PlacementPolicy, PolicyException } from '../../core/model/policy.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import { hasExpired } from '../../core/policy/exceptions.ts';

/** Kubernetes makes volumes and their claims: nobody declares them. */
const MADE_BY_KUBERNETES: ReadonlySet<string> = new Set(['PersistentVolume', 'PersistentVolumeClaim']);

/**
 * Exceptions that let nothing pass: their day is over, nothing has the name that they give, or their policy is not in force, or
 * not asked about what they name.
 */
export function exceptionFindings(
  { exceptions, policies }: Configuration,
  objects: readonly DeclaredObject[],
  today: Day,
): readonly PlacelessFinding[] {
  if (exceptions.length === 0) return [];
  const declared = new Map<string, Set<string>>();
  for (const { kind, metadata } of objects) {
    declared.set(kind, (declared.get(kind) ?? new Set()).add(metadata.name));
  }
  return exceptions.flatMap((exception) => {
    if (hasExpired(exception, today)) return [expired(exception)];
    const { kind, name } = exception.object;
    const names = declared.get(kind) ?? new Set();
    if (!MADE_BY_KUBERNETES.has(kind) && !names.has(name)) return [unused(exception, names)];
    return neverAsked(
      exception,
      policies.filter((policy) => policy.name === exception.policy),
    );
  });
}

const warning = (
  { name }: PolicyException,
  code: PlacelessFinding['code'],
  message: string,
  path: PlacelessFinding['path'],
): PlacelessFinding => ({ code, severity: 'warning', message, object: { kind: 'PolicyException', name }, path });

const expired = (exception: PolicyException): PlacelessFinding =>
  warning(exception, 'policy/exception-expired', `exception ${exception.name} held until ${exception.expires}`, [
    'spec',
    'expires',
  ]);

function unused(exception: PolicyException, names: ReadonlySet<string>): PlacelessFinding {
  const { kind, name } = exception.object;
  const message = `exception ${exception.name} is for ${kind} ${name}, and none is declared`;
  const help = suggestion(name, names);
  const found = warning(exception, 'policy/exception-unused', message, ['spec', 'object', 'name']);
  return help === undefined ? found : { ...found, help };
}

/** `policies` is that of the exception, once for each binding. */
function neverAsked(exception: PolicyException, policies: readonly PlacementPolicy[]): readonly PlacelessFinding[] {
  const { name, policy, object } = exception;
  const [first] = policies;
  if (!first) {
    const message = `exception ${name} is from policy ${policy}, which is not in force`;
    return [warning(exception, 'policy/exception-unused', message, ['spec', 'policy'])];
  }
  const kinds = kindsAsked(first);
  if (kinds?.includes(object.kind) ?? !MADE_BY_KUBERNETES.has(object.kind)) return [];
  const about = kinds ? (kinds.length === 0 ? 'refuses nothing' : `is asked about ${kinds.join(', ')}`) : DECLARED;
  const message = `exception ${name} is for ${object.kind} ${object.name}, and policy ${policy} ${about}`;
  return [warning(exception, 'policy/exception-unused', message, ['spec', 'object', 'kind'])];
}

const DECLARED = 'is asked about what is declared';

/** What a policy can be excepted from for; `undefined`: for whatever is declared. */
function kindsAsked({ scope, kinds }: PlacementPolicy): readonly string[] | undefined {
  switch (scope) {
    case 'Config':
      return kinds.length === 0 ? undefined : kinds;
    case 'Request':
    case 'Drive':
    case 'Placement':
      return ['StorageClass', ...MADE_BY_KUBERNETES];
    case 'Score':
      return [];
  }
}
