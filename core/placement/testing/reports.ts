import type { Configuration } from '../../model/configuration.ts';
import type { EnclosureReport, EnclosureReports, ReportedDrive } from '../../model/drive-report.ts';
import type { Drive } from '../../model/inventory.ts';

/** What was found in place of a drive as it is declared: a drive of `size` GiB, one that stands otherwise, or none. */
export type Found =
  | 'as declared'
  | 'not-found'
  | 'other-media'
  | Exclude<ReportedDrive['standing']['kind'], 'blank'>
  | { readonly size: number }
  | { readonly percentageUsed: number };

/** What hosts tell that find every drive as it is declared, but for these; by id. */
export const reportsOf = (
  { enclosures }: Configuration,
  found: Readonly<Record<string, Found>> = {},
): EnclosureReports => new Map(enclosures.map(({ name, drives }) => [name, reportOf(drives, found)]));

const reportOf = (drives: readonly Drive[], found: Readonly<Record<string, Found>>): EnclosureReport =>
  new Map(
    drives.flatMap((drive) => {
      const reported = reportedDrive(drive, found[drive.id] ?? 'as declared');
      return reported ? [[drive.id, reported] as const] : [];
    }),
  );

function reportedDrive({ mediaType, capacityBytes }: Drive, found: Found): ReportedDrive | undefined {
  const blank = { mediaType, capacityBytes, percentageUsed: undefined, standing: { kind: 'blank' } } as const;
  switch (found) {
    case 'as declared':
      return blank;
    case 'not-found':
      return undefined;
    case 'other-media':
      return { ...blank, mediaType: mediaType === 'HDD' ? 'SSD' : 'HDD' };
    case 'owned':
    case 'foreign':
    case 'unknown-data':
    case 'unknown-legs':
    case 'in-use':
    case 'unreadable':
      return { ...blank, standing: { kind: found } };
  }
  if ('percentageUsed' in found) return { ...blank, ...found };
  return { ...blank, capacityBytes: BigInt(found.size + 1) * 2n ** 30n + 2n ** 20n };
}
