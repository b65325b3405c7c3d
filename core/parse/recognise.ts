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
  return mistyped ? wrongVersion(known, apiVersion) : { kind: 'passed-over', apiVersion, objectKind: kind };
}

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
