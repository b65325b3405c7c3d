import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacementPolicy } from '../../model/policy.ts';
import { readConfiguration } from '../../parse/index.ts';
import type { PackLibrary } from '../../parse/index.ts';
import type { PolicyBindingSpec } from '../../../schemas/generated/types.ts';

const FOLDER = join(import.meta.dirname, '../../../policies');

const foldersIn = (...path: readonly string[]): readonly string[] =>
  readdirSync(join(FOLDER, ...path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

/** Names of the packs. */
export const PACKS: readonly string[] = foldersIn();

/** Every pack in every version. */
export const PACK_VERSIONS: readonly (readonly [name: string, version: string])[] = PACKS.flatMap((name) =>
  foldersIn(name).map((version) => [name, version] as const),
);

/** A file of the packs' folder. */
export const packFile = (...path: readonly string[]): string => readFileSync(join(FOLDER, ...path), 'utf8');

/** The packs as the command line reads them. */
export const PACK_LIBRARY: PackLibrary = {
  names: PACKS,
  versionsOf: (name) => PACK_VERSIONS.flatMap(([of, version]) => (of === name ? [version] : [])),
  text: (name, version) => packFile(name, version, 'policies.yaml'),
};

/** How a pack is bound in a test: all of it as it is, where nothing else is said. */
export type PackBinding = Pick<PolicyBindingSpec, 'policies' | 'action' | 'parameters' | 'matchConditions'>;

/** The policies of a pack in its first version, in force by a binding. */
export function pack(name: string, bound: PackBinding = {}): readonly PlacementPolicy[] {
  const binding = {
    apiVersion: 'stowage.dev/v1alpha1',
    kind: 'PolicyBinding',
    metadata: { name },
    spec: { pack: { name, version: '1.0.0' }, ...bound },
  };
  const files = [{ path: 'binding.yaml', text: JSON.stringify(binding) }];
  const { configuration, findings } = readConfiguration(files, PACK_LIBRARY);
  if (!configuration || findings.length > 0) throw new Error(findings.map(({ message }) => message).join('; '));
  return configuration.policies;
}
