import type { Access, Verb } from './access.ts';
import type { Resource } from './resource.ts';

export interface Asked {
  readonly resource: Resource;
  readonly verb: Verb;
  readonly subresource?: 'status' | undefined;
}

/** @throws Error where the list does not grant what is asked: a role made from it would not either */
export function assertGranted(access: readonly Access[], { resource, verb, subresource }: Asked): void {
  const granted = access.some(
    (entry) =>
      entry.resource.plural === resource.plural &&
      entry.resource.group === resource.group &&
      entry.subresource === subresource &&
      entry.verbs.includes(verb),
  );
  if (granted) return;
  const what = subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`;
  throw new Error(`${verb} ${what} is not in the list of accesses that roles are made from (access.ts)`);
}
