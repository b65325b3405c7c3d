import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import type { Day } from '../../core/model/day.ts';
import type { PolicyException } from '../../core/model/policy.ts';
import type { PlacelessFinding } from '../../core/parse/index.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import { hasExpired } from '../../core/policy/exceptions.ts';

/** Kubernetes makes volumes and their claims: nobody declares them. */
const MADE_BY_KUBERNETES: ReadonlySet<string> = new Set(['PersistentVolume', 'PersistentVolumeClaim']);

/** Exceptions that let nothing pass: their day is over, or nothing has the name that they give. */
export function exceptionFindings(
  { exceptions }: Configuration,
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
    return MADE_BY_KUBERNETES.has(kind) || names.has(name) ? [] : [unused(exception, names)];
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
