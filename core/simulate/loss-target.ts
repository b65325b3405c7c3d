import type { Configuration } from '../model/configuration.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import { levelsOf } from '../model/levels.ts';
import { domainAt } from './domains.ts';
import { unknownName } from './requests.ts';
import type { Unknown } from './requests.ts';

/** What fails. */
export type LossTarget =
  | { readonly kind: 'drive'; readonly drive: string }
  | { readonly kind: 'domain'; readonly level: string; readonly domain: string };

/** The drives that are lost with it. */
export type LostDrives = { readonly kind: 'drives'; readonly drives: ReadonlySet<DriveId> } | Unknown;

export function drivesOf(configuration: Configuration, target: LossTarget): LostDrives {
  const { enclosures } = configuration;
  switch (target.kind) {
    case 'drive': {
      const drives = enclosures.flatMap((enclosure) => enclosure.drives.map(({ id }) => id));
      const found = drives.filter((id) => id === target.drive);
      return found.length > 0 ? { kind: 'drives', drives: new Set(found) } : unknownName('drive', target.drive, drives);
    }
    case 'domain': {
      const levels = levelsOf(configuration);
      const level = target.level as LevelName;
      if (!levels.includes(level)) return unknownName('level', target.level, levels);
      const lost = enclosures.filter((enclosure) => domainAt(enclosure, level) === target.domain);
      if (lost.length === 0) {
        const known = enclosures.flatMap((enclosure) => domainAt(enclosure, level) ?? []);
        return unknownName(target.level, target.domain, [...new Set(known)].sort());
      }
      return { kind: 'drives', drives: new Set(lost.flatMap(({ drives }) => drives.map(({ id }) => id))) };
    }
  }
}
