import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacementPolicy } from '../../model/policy.ts';
import { readConfiguration } from '../../parse/index.ts';

const FOLDER = join(import.meta.dirname, '../../../policies');

/** Names of the packs, without `.yaml`. */
export const PACKS: readonly string[] = readdirSync(FOLDER).flatMap((file) =>
  file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : [],
);

/** A file of the packs' folder. */
export const packFile = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** The policies of a pack, read as a configuration repository is. */
export function pack(name: string): readonly PlacementPolicy[] {
  const path = `${name}.yaml`;
  const { configuration, findings } = readConfiguration([{ path, text: packFile(path) }]);
  if (!configuration || findings.length > 0) throw new Error(findings.map(({ message }) => message).join('; '));
  return configuration.policies;
}
