import type { Configuration } from '../../model/configuration.ts';

/** A configuration in which nothing is declared. */
export const EMPTY_CONFIGURATION: Configuration = {
  backends: [],
  enclosures: [],
  topology: { levels: [], domains: new Map(), bandwidthDomains: new Map(), nodes: new Map() },
  classes: [],
  policies: [],
  exceptions: [],
};
