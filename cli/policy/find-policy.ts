import type { DeclaredObject } from '../../core/model/configuration.ts';
import type { PlacementPolicy } from '../../core/model/policy.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import { parseFiles } from '../../core/parse/index.ts';
import type { Sources } from '../../core/parse/index.ts';
import { packFile } from '../../core/parse/packs.ts';
import { resolveObjects } from '../../core/parse/resolve/resolve-objects.ts';
import { CliError } from '../cli-error.ts';
import { installedPacks } from '../packs/pack-library.ts';
import { printable } from '../report/printable.ts';
import type { PolicyGround } from './open-ground.ts';

/** A policy by its name, once per binding of it. */
export interface FoundPolicy {
  readonly policies: readonly PlacementPolicy[];
  /** Where its expressions stand. */
  readonly sources: Sources;
  /** `NAME@VERSION` of the pack that it was found in; `undefined` for one that the repository has in force. */
  readonly pack: string | undefined;
}

/** A pack as people name it: `NAME`, which means its newest version, or `NAME@VERSION`. */
export interface NamedPack {
  readonly name: string;
  readonly version: string;
  readonly text: string;
}

/** @throws CliError `usage` where there is no such pack */
export function namedPack(given: string): NamedPack {
  const packs = installedPacks();
  const [name = '', wanted] = given.split('@');
  const versions = packs.versionsOf(name);
  const version = wanted ?? versions[0] ?? '';
  const text = packs.text(name, version);
  if (text !== undefined) return { name, version, text };
  if (versions.length > 0) {
    throw new CliError(
      'usage',
      `pack ${printable(name)} has no version ${printable(version)}: there is ${versions.join(', ')}`,
    );
  }
  const help = suggestion(name, packs.names) ?? `There is ${packs.names.join(', ')}.`;
  throw new CliError('usage', `no pack is called ${printable(name)}. ${help}`);
}

/** The policies of a pack, each with its defaults, as if it had been declared. */
export function policiesOfPack({ name, version, text }: NamedPack): FoundPolicy {
  const parsed = parseFiles([{ path: packFile({ name, version }), text }]);
  const objects: readonly DeclaredObject[] = parsed.objects.map(({ object }) => object);
  const { configuration } = resolveObjects(objects);
  return { policies: configuration.policies, sources: parsed, pack: `${name}@${version}` };
}

/**
 * A policy of the repository, `PACK/NAME` or `PACK@VERSION/NAME`, or the one of its name among the newest packs.
 * @throws CliError `usage` where there is none
 */
export function findPolicy(given: string, { inventory, sources }: PolicyGround): FoundPolicy {
  const slash = given.indexOf('/');
  if (slash !== -1) return ofName(given.slice(slash + 1), policiesOfPack(namedPack(given.slice(0, slash))));
  const own = inventory.configuration.policies.filter(({ name }) => name === given);
  if (own.length > 0) return { policies: own, sources, pack: undefined };
  const packs = installedPacks().names.map((name) => policiesOfPack(namedPack(name)));
  const found = packs.find(({ policies }) => policies.some(({ name }) => name === given));
  if (found) return ofName(given, found);
  const names = [inventory.configuration, ...packs].flatMap(({ policies }) =>
    policies.map(({ name }) => name as string),
  );
  const help = installedPacks().names.includes(given)
    ? `It is a pack: "stowage policy packs ${given}" prints it.`
    : (suggestion(given, names) ?? '"stowage policy packs" lists the packs.');
  throw new CliError('usage', `no policy is called ${printable(given)}, here or in a pack. ${help}`);
}

function ofName(name: string, found: FoundPolicy): FoundPolicy {
  const policies = found.policies.filter((policy) => policy.name === name);
  if (policies.length > 0) return { ...found, policies };
  const names = found.policies.map((policy) => policy.name as string);
  const help = suggestion(name, names) ?? `There is ${names.join(', ')}.`;
  throw new CliError('usage', `pack ${found.pack ?? ''} has no policy ${printable(name)}. ${help}`);
}
