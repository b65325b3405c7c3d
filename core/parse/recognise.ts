import { DRIVER_NAME } from '../model/class.ts';
import type { FindingCode } from '../model/finding.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { SchemaKind } from '../../schemas/generated/schemas.ts';
import { didYouMean, suggestion } from './did-you-mean.ts';
import { isRecord } from './schema/json-pointer.ts';
import type { Path } from './yaml/positions.ts';

const GROUP = 'stowage.dev';
const VERSION = 'stowage.dev/v1alpha1';
const CLASS_GROUP = 'storage.k8s.io';
const CLASS_VERSION = 'storage.k8s.io/v1';
const OWN_KINDS = (Object.keys(schemas) as SchemaKind[]).filter((kind) => kind !== 'StorageClass');

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
  const [group = ''] = apiVersion.split('/');
  if (group === GROUP) return ownKind(apiVersion, kind);
  if (group === CLASS_GROUP && kind === 'StorageClass' && value['provisioner'] === DRIVER_NAME) {
    return apiVersion === CLASS_VERSION
      ? { kind: 'declared', schema: kind }
      : wrongVersion(kind, apiVersion, CLASS_VERSION);
  }
  const mistyped = OWN_KINDS.some((own) => own === kind) && didYouMean(group, [GROUP]) !== undefined;
  return mistyped ? wrongVersion(kind, apiVersion, VERSION) : { kind: 'passed-over', apiVersion, objectKind: kind };
}

function ownKind(apiVersion: string, kind: string): Recognition {
  const schema = OWN_KINDS.find((own) => own === kind);
  if (schema === undefined) {
    const help = suggestion(kind, OWN_KINDS) ?? `The kinds are ${OWN_KINDS.join(', ')}.`;
    return {
      kind: 'refused',
      code: 'schema/unknown-kind',
      path: ['kind'],
      message: `${GROUP} has no kind ${kind}`,
      help,
    };
  }
  return apiVersion === VERSION ? { kind: 'declared', schema } : wrongVersion(kind, apiVersion, VERSION);
}

function wrongVersion(kind: string, found: string, expected: string): Recognition {
  const message = `there is no ${kind} of version ${found}`;
  return { kind: 'refused', code: 'schema/unknown-version', path: ['apiVersion'], message, help: `Write ${expected}.` };
}

function notAnObject(message: string): Recognition {
  const help = 'Every document in the folder is an object like Kubernetes has them; keep other YAML elsewhere.';
  return { kind: 'refused', code: 'yaml/not-an-object', path: [], message, help };
}
