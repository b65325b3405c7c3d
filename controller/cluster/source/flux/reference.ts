import { SourceError } from '../../../source/source.ts';
import { FLUX_SOURCES } from '../../api/resource.ts';
import type { ObjectName, Resource } from '../../api/resource.ts';
import { isObjectName } from '../object-name.ts';

/** An object of Flux that has an artifact. */
export interface FluxReference {
  readonly resource: Resource;
  readonly name: ObjectName;
}

const FORM = /^flux:(?<kind>[^/]*)\/(?<namespace>[^/]*)\/(?<name>[^/]*)$/;

/** Whether it is meant to be one, however it is spelled further on. */
export const isFluxReference = (location: string): boolean => location.startsWith('flux:');

/**
 * `flux:KIND/NAMESPACE/NAME`.
 * @throws SourceError `unsupported` where it is not one
 */
export function fluxReference(location: string): FluxReference {
  const { kind = '', namespace = '', name = '' } = FORM.exec(location)?.groups ?? {};
  const resource = FLUX_SOURCES.find((one) => one.kind.toLowerCase() === kind.toLowerCase());
  if (resource && isObjectName(namespace) && isObjectName(name)) return { resource, name: { namespace, name } };
  const kinds = FLUX_SOURCES.map((one) => one.kind.toLowerCase()).join(', ');
  throw new SourceError(
    'unsupported',
    `${location} names no object of Flux: write flux:KIND/NAMESPACE/NAME with a kind of ${kinds}, such as flux:gitrepository/flux-system/storage-config`,
  );
}
