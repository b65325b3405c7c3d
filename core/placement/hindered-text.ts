import type { DriveHindrance } from '../model/drive-report.ts';

/** Of one drive, and of several; in the order in which they are told. */
const TEXTS: Readonly<Record<DriveHindrance, readonly [one: string, several: string]>> = {
  'not-found': ['was not found by its agent', 'were not found by their agents'],
  foreign: ['belongs to another installation', 'belong to another installation'],
  'unknown-data': ["holds data that is not Stowage's", "hold data that is not Stowage's"],
  'unknown-legs': ['holds legs of volumes that nobody knows', 'hold legs of volumes that nobody knows'],
  'in-use': ['is in use by its host', 'are in use by their hosts'],
  unreadable: ['cannot be read by its host', 'cannot be read by their hosts'],
  'other-media': ['is of another media type than declared', 'are of another media type than declared'],
};

/** "3 drives hold data that is not Stowage's, 1 drive was not found by its agent"; `undefined` where there is none. */
export function hinderedText(hindered: ReadonlyMap<DriveHindrance, number>): string | undefined {
  const parts = Object.entries(TEXTS).flatMap(([hindrance, [one, several]]) => {
    const count = hindered.get(hindrance as DriveHindrance) ?? 0;
    if (count === 0) return [];
    return [count === 1 ? `1 drive ${one}` : `${String(count)} drives ${several}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}
