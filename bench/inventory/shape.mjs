// @ts-check
/**
 * How large an inventory is. Every size looks as the fleet example does: zones of rows of racks, whole enclosures of one
 * kind, one node to ten drives.
 *
 * @typedef {{ readonly drives: number, readonly zones: number, readonly rowsPerZone: number, readonly racksPerRow: number,
 *   readonly enclosuresPerRack: number, readonly flashPerRack: number, readonly drivesPerEnclosure: number }} Shape
 *
 * @typedef {{ readonly number: number, readonly name: string, readonly row: string, readonly rowNumber: number,
 *   readonly zone: string, readonly zoneNumber: number }} Rack
 */

/** @type {readonly Shape[]} */
const SHAPES = [
  shape({ zones: 2, rowsPerZone: 2, racksPerRow: 2, enclosuresPerRack: 5, flashPerRack: 1, drivesPerEnclosure: 25 }),
  shape({ zones: 2, rowsPerZone: 2, racksPerRow: 5, enclosuresPerRack: 20, flashPerRack: 5, drivesPerEnclosure: 25 }),
  shape({ zones: 2, rowsPerZone: 5, racksPerRow: 4, enclosuresPerRack: 50, flashPerRack: 12, drivesPerEnclosure: 50 }),
  shape({
    zones: 4,
    rowsPerZone: 10,
    racksPerRow: 5,
    enclosuresPerRack: 100,
    flashPerRack: 24,
    drivesPerEnclosure: 50,
  }),
];

/** @param {Omit<Shape, 'drives'>} parts @returns {Shape} */
function shape(parts) {
  const racks = parts.zones * parts.rowsPerZone * parts.racksPerRow;
  return { ...parts, drives: racks * parts.enclosuresPerRack * parts.drivesPerEnclosure };
}

/** Drives of the inventories that there are. */
export const SIZES = SHAPES.map(({ drives }) => drives);

/** @param {number} drives one of {@link SIZES} */
export function shapeOf(drives) {
  const found = SHAPES.find((each) => each.drives === drives);
  if (!found) throw new Error(`no inventory of ${String(drives)} drives: there are ${SIZES.join(', ')}`);
  return found;
}

/** @param {number} number */
const three = (number) => String(number).padStart(3, '0');

/** @param {number} zone 1-based */
const zoneName = (zone) => `zone-${String(zone)}`;

/** @param {number} row 1-based, over all zones */
export const rowName = (row) => `row-${three(row)}`;

/** Storage groups hold whole enclosures of one kind. @param {Rack} rack @param {'disk' | 'flash'} kind */
export const storageGroupName = (rack, kind) => `${rack.name}-${kind}`;

/** @param {Shape} shape @returns {readonly Rack[]} in the order of their names */
export function racksOf({ zones, rowsPerZone, racksPerRow }) {
  return Array.from({ length: zones * rowsPerZone * racksPerRow }, (_, at) => {
    const rowNumber = Math.floor(at / racksPerRow) + 1;
    const zoneNumber = Math.ceil(rowNumber / rowsPerZone);
    return {
      number: at + 1,
      name: `rack-${three(at + 1)}`,
      row: rowName(rowNumber),
      rowNumber,
      zone: zoneName(zoneNumber),
      zoneNumber,
    };
  });
}

/** What is known of a rack's place, for enclosures and nodes alike. @param {Rack} rack */
export const domainsOf = ({ zone, row, name }) =>
  /** @type {ReadonlyMap<any, any>} */ (
    new Map([
      ['zone', zone],
      ['row', row],
      ['rack', name],
    ])
  );
