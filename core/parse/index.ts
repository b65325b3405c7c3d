export { locateFindings, placesIn } from './locate-findings.ts';
export type { PlacelessFinding, Sources } from './locate-findings.ts';
export { NO_PACKS, withPacks } from './packs.ts';
export type { PackLibrary } from './packs.ts';
export { parseFiles } from './parse-files.ts';
export { configurationFromObjects, readConfiguration, resolve } from './read-configuration.ts';
export { sortFindings } from './sort-findings.ts';
export type { SourceFile } from './source-file.ts';
