import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacementPolicy } from '../../model/policy.ts';
import { readConfiguration } from '../../parse/index.ts';

const FOLDER = join(import.meta.dirname, '../../../policies');

/** Names of the packs. */
export const PACKS: readonly string[] = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** A file of the packs' folder. */
export const packFile = (...path: readonly string[]): string => readFileSync(join(FOLDER, ...path), 'utf8');

/** The policies of a pack in its first version, read as a configuration repository is. */
export function pack(name: string): readonly PlacementPolicy[] {
  const text = packFile(name, '1.0.0', 'policies.yaml');
  const { configuration, findings } = readConfiguration([{ path: `${name}.yaml`, text }]);
  if (!configuration || findings.length > 0) throw new Error(findings.map(({ message }) => message).join('; '));
  return configuration.policies;
}
