import type { Configuration } from './configuration.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from './ids.ts';
import type { LevelName } from './ids.ts';

/** Every level there is, coarse to fine, the implicit ones included. */
export const levelsOf = ({ topology }: Pick<Configuration, 'topology'>): readonly LevelName[] => [
  ...topology.levels,
  STORAGE_GROUP_LEVEL,
  ENCLOSURE_LEVEL,
];
