import type { Finding, Place } from '../model/finding.ts';
import { capped } from './capped.ts';
import { groupBy } from './group-by.ts';
import type { Address, Problem } from './problem.ts';
import { placeText, sortFindings } from './sort-findings.ts';
import type { SourceFile } from './source-file.ts';
import { positionsIn } from './yaml/positions.ts';
import type { Positions } from './yaml/positions.ts';

/** Problems ▶ findings with their places, by file, line and column; not more of a sort than anybody reads. */
export function locate(files: readonly SourceFile[], problems: readonly Problem[]): readonly Finding[] {
  const shown = capped(problems, ({ at }) => at.file);
  const places = placesOf(
    files,
    shown.flatMap(({ at, elsewhere }) => (elsewhere ? [at, elsewhere] : [at])),
  );
  const texts = readAt(
    files,
    shown.flatMap(({ at, asWritten }) => (asWritten ? [at] : [])),
    textIn,
  );
  return sortFindings(
    shown.map(({ at, code, severity, asWritten, elsewhere, object, more, ...described }) => {
      const text = texts.get(at);
      const { message, help } = text !== undefined && asWritten ? asWritten(text) : described;
      const place = places.get(at);
      const other = elsewhere && places.get(elsewhere);
      const rest = more === undefined ? '' : `; and ${String(more)} more like this`;
      return {
        code,
        severity,
        message: message + (other ? ` (${placeText(other)})` : '') + rest,
        ...(help !== undefined && { help }),
        ...(place && { place }),
        ...(other && { elsewhere: other }),
        ...(object && { object }),
        ...(more !== undefined && { more }),
      };
    }),
  );
}

/** Addresses in unknown files have no place. */
export const placesOf = (files: readonly SourceFile[], addresses: readonly Address[]): ReadonlyMap<Address, Place> =>
  readAt(files, addresses, (positions, address) =>
    address.kind === 'run' ? positions.placeAt(address.start, address.end) : positions.locate(address),
  );

/** Only of values. */
const textIn = (positions: Positions, address: Address): string | undefined =>
  address.kind === 'run' ? undefined : positions.textOf(address);

/** File by file, so that no more than one file's positions are in memory. */
function readAt<Read>(
  files: readonly SourceFile[],
  addresses: readonly Address[],
  read: (positions: Positions, address: Address) => Read,
): ReadonlyMap<Address, Read> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = new Map<Address, Read>();
  for (const [path, inFile] of groupBy(addresses, ({ file }) => file)) {
    const file = byPath.get(path);
    if (!file) continue;
    const positions = positionsIn(file);
    for (const address of inFile) found.set(address, read(positions, address));
  }
  return found;
}
