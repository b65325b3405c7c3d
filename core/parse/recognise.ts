import { DRIVER_NAME } from '../model/class.ts';
import type { FindingCode } from '../model/finding.ts';
import type { SchemaKind } from '../../schemas/generated/schemas.ts';
import { didYouMean, suggestion } from './did-you-mean.ts';
import { groupOf, KNOWN_KINDS, OWN_GROUP } from './known-kinds.ts';
import type { KnownKind } from './known-kinds.ts';
import { isRecord } from './schema/json-pointer.ts';
import type { Path } from './yaml/positions.ts';

const OWN_KINDS = KNOWN_KINDS.filter(({ group }) => group === OWN_GROUP).map(({ kind }) => kind);

/** What a document is to us. */
export type Recognition =
  | { readonly kind: 'declared'; readonly schema: SchemaKind }
  | { readonly kind: 'passed-over'; readonly apiVersion: string; readonly objectKind: string }
  | {
      readonly kind: 'refused';
      readonly code: FindingCode;
      readonly path: Path;
      readonly message: string;
      readonly help: string | undefined;
    };

/** Other people's objects may lie beside ours; what claims to be ours must be a kind and version that we know. */
export function recognise(value: unknown): Recognition {
  if (!isRecord(value)) return notAnObject('a document holds a mapping with apiVersion and kind');
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string') return notAnObject('an object says its apiVersion, as a string');
  if (typeof kind !== 'string') return notAnObject('an object says its kind, as a string');
  const known = KNOWN_KINDS.find((each) => each.kind === kind);
  const group = groupOf(apiVersion);
  if (known?.group === group && isOurs(known, value)) return knownKind(known, apiVersion);
  if (group === OWN_GROUP) return unknownKind(kind);
  const mistyped = known?.group === OWN_GROUP && didYouMean(group, [OWN_GROUP]) !== undefined;
  if (mistyped) return wrongVersion(known, apiVersion);
  return nearlyOurs(known, group, value) ?? { kind: 'passed-over', apiVersion, objectKind: kind };
}

/** An object of Kubernetes that names our driver by a misspelt field or name, or names it under a misspelt kind. */
function nearlyOurs(
  known: KnownKind | undefined,
  group: string,
  value: Readonly<Record<string, unknown>>,
): Recognition | undefined {
  const kinds = KNOWN_KINDS.filter((each) => each.group === group && each.driverField !== undefined);
  const field = Object.keys(value).find((key) => value[key] === DRIVER_NAME);
  const [meant] = known && kinds.includes(known) ? [known] : kinds.filter(({ kind }) => isNear(value['kind'], kind));
  if (!meant?.driverField) return undefined;
  if (field === meant.driverField) {
    const message = `${group} has no kind ${String(value['kind'])}`;
    return {
      kind: 'refused',
      code: 'schema/unknown-kind',
      path: ['kind'],
      message,
      help: `Did you mean ${meant.kind}?`,
    };
  }
  if (field !== undefined && isNear(field, meant.driverField)) {
    const message = `a ${meant.kind} has no field ${field}`;
    const help = `Did you mean ${meant.driverField}?`;
    return { kind: 'refused', code: 'schema/unknown-field', path: [field], message, help };
  }
  const named = value[meant.driverField];
  if (meant !== known || !isNear(named, DRIVER_NAME)) return undefined;
  const message = `${meant.driverField} is ${String(named)}, which is nobody's driver, or somebody else's`;
  const help = `Did you mean ${DRIVER_NAME}?`;
  return { kind: 'refused', code: 'schema/wrong-value', path: [meant.driverField], message, help };
}

const isNear = (word: unknown, meant: string): boolean =>
  typeof word === 'string' && word !== meant && didYouMean(word, [meant]) !== undefined;

const isOurs = ({ driverField }: KnownKind, value: Readonly<Record<string, unknown>>): boolean =>
  driverField === undefined || value[driverField] === DRIVER_NAME;

const knownKind = (known: KnownKind, apiVersion: string): Recognition =>
  known.versions.includes(apiVersion) ? { kind: 'declared', schema: known.kind } : wrongVersion(known, apiVersion);

function unknownKind(kind: string): Recognition {
  const help = suggestion(kind, OWN_KINDS) ?? `The kinds are ${OWN_KINDS.join(', ')}.`;
  return {
    kind: 'refused',
    code: 'schema/unknown-kind',
    path: ['kind'],
    message: `${OWN_GROUP} has no kind ${kind}`,
    help,
  };
}

function wrongVersion({ kind, versions }: KnownKind, found: string): Recognition {
  const message = `there is no ${kind} of version ${found}`;
  const help = `Write ${versions.join(' or ')}.`;
  return { kind: 'refused', code: 'schema/unknown-version', path: ['apiVersion'], message, help };
}

function notAnObject(message: string): Recognition {
  const help = 'Every document in the folder is an object like Kubernetes has them; keep other YAML elsewhere.';
  return { kind: 'refused', code: 'yaml/not-an-object', path: [], message, help };
}
