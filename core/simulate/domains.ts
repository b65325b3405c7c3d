import type { Configuration } from '../model/configuration.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import type { EnclosureName, LevelName } from '../model/ids.ts';
import type { Enclosure } from '../model/inventory.ts';

/** The domain of an enclosure at any level, the implicit ones included. */
export function domainAt({ name, storageGroup, domains }: Enclosure, level: LevelName): string | undefined {
  if (level === ENCLOSURE_LEVEL) return name;
  return level === STORAGE_GROUP_LEVEL ? storageGroup : domains.get(level);
}

export const enclosuresByName = ({ enclosures }: Configuration): ReadonlyMap<EnclosureName, Enclosure> =>
  new Map(enclosures.map((enclosure) => [enclosure.name, enclosure]));
