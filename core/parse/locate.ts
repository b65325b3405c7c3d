import type { Finding, Place } from '../model/finding.ts';
import { capped } from './capped.ts';
import { groupBy } from './group-by.ts';
import type { Address, Problem } from './problem.ts';
import { placeText, sortFindings } from './sort-findings.ts';
import type { SourceFile } from './source-file.ts';
import { positionsIn } from './yaml/positions.ts';

/** Problems ▶ findings with their places, by file, line and column; not more of a sort than anybody reads. */
export function locate(files: readonly SourceFile[], problems: readonly Problem[]): readonly Finding[] {
  const shown = capped(problems, ({ at }) => at.file);
  const places = placesOf(
    files,
    shown.flatMap(({ at, elsewhere }) => (elsewhere ? [at, elsewhere] : [at])),
  );
  return sortFindings(
    shown.map(({ at, code, severity, message, help, elsewhere, object, more }) => {
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

/** File by file, so that no more than one file's positions are in memory. Addresses in unknown files have no place. */
export function placesOf(files: readonly SourceFile[], addresses: readonly Address[]): ReadonlyMap<Address, Place> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const places = new Map<Address, Place>();
  for (const [path, inFile] of groupBy(addresses, ({ file }) => file)) {
    const file = byPath.get(path);
    if (!file) continue;
    const positions = positionsIn(file);
    for (const address of inFile) {
      const place = address.kind === 'run' ? positions.placeAt(address.start, address.end) : positions.locate(address);
      places.set(address, place);
    }
  }
  return places;
}
