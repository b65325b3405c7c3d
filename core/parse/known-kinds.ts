import { DRIVER_NAME } from '../model/class.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { Schema, SchemaKind } from '../../schemas/generated/schemas.ts';

/** The group of the kinds that are our own. */
export const OWN_GROUP = 'stowage.dev';

/** A kind that can be declared, as its schema tells it. */
export interface KnownKind {
  readonly kind: SchemaKind;
  readonly group: string;
  /** The one to write first. */
  readonly versions: readonly string[];
  /** Of Kubernetes' kinds, which are anybody's: the field that names the driver whose object it is. */
  readonly driverField: string | undefined;
}

export const KNOWN_KINDS: readonly KnownKind[] = (Object.entries(schemas) as [SchemaKind, Schema][]).map(
  ([kind, { properties = {} }]) => {
    const versions = properties['apiVersion']?.enum ?? [];
    const driver = Object.entries(properties).find(([, field]) => field.enum?.[0] === DRIVER_NAME);
    return { kind, group: groupOf(versions[0] ?? ''), versions, driverField: driver?.[0] };
  },
);

export function groupOf(apiVersion: string): string {
  const [group = ''] = apiVersion.split('/');
  return group;
}
