// @ts-check
/** How large the fleet is, and how its parts are called. */

export const ZONES = 2;
export const ROWS_PER_ZONE = 5;
const RACKS_PER_ROW = 4;
export const ENCLOSURES_PER_RACK = 50;
/** The rest hold disks. */
export const FLASH_ENCLOSURES_PER_RACK = 12;
export const DRIVES_PER_ENCLOSURE = 50;
export const NODES_PER_RACK = 250;

/**
 * @typedef {{ readonly number: number, readonly name: string, readonly row: string, readonly rowNumber: number,
 *   readonly zone: string }} Rack
 */

/** @param {number} number */
const two = (number) => String(number).padStart(2, '0');

/** @param {number} zone 1-based */
export const zoneName = (zone) => `zone-${String(zone)}`;

/** @param {number} row 1-based, over all zones */
export const rowName = (row) => `row-${two(row)}`;

/** @param {number} row 1-based, over all zones */
export const zoneOfRow = (row) => Math.ceil(row / ROWS_PER_ZONE);

export const ROWS = ZONES * ROWS_PER_ZONE;
const RACKS = ROWS * RACKS_PER_ROW;

/** @returns {Generator<Rack>} */
export function* racks() {
  for (let number = 1; number <= RACKS; number++) {
    const rowNumber = Math.ceil(number / RACKS_PER_ROW);
    yield {
      number,
      name: `rack-${two(number)}`,
      row: rowName(rowNumber),
      rowNumber,
      zone: zoneName(zoneOfRow(rowNumber)),
    };
  }
}

/**
 * Storage groups hold whole enclosures of one kind.
 * @param {Rack} rack
 * @param {'disk' | 'flash'} kind
 */
export const storageGroupName = (rack, kind) => `${rack.name}-${kind}`;
