// @ts-check
import { gib } from '../../dist/core/model/capacity.js';
import { NO_POLICY_CONSTRAINTS } from '../../dist/core/model/constraints.js';
import { FIRST_EXTENT_GIB, LEG_METADATA_GIB } from '../../dist/core/model/format.js';
import { buildInventoryIndex, occupy, vacate } from '../../dist/core/placement/inventory-index.js';
import { place } from '../../dist/core/placement/place.js';
import { requestFor } from '../requests.mjs';
import { flashConfiguration } from '../inventory/flash-configuration.mjs';
import { blankLedger, holesOf, withSite, withoutSite } from './drive-ledger.mjs';

/**
 * Chooses places for slices on drives of one size, one after the other. `length` is what a slice takes of its drive.
 * @typedef {import('./drive-ledger.mjs').Site} Site
 * @typedef {{ readonly drives: number, readonly size: number }} Drives
 * @typedef {{ readonly take: (length: number) => Site | undefined, readonly giveBack: (site: Site) => void }} Allocator
 */

/** By the search that places. @param {Drives} of @returns {Allocator} */
export function ours({ drives, size }) {
  const configuration = flashConfiguration(drives, size);
  const index = buildInventoryIndex(configuration);
  const ids = configuration.enclosures.flatMap((enclosure) => enclosure.drives.map(({ id }) => id));
  const numbers = new Map(ids.map((id, at) => [id, at]));
  const legs = new Map();
  const keyOf = (/** @type {Site} */ { drive, extent }) => `${String(drive)}/${String(extent.start)}`;
  let turn = 0;
  return {
    take: (length) => {
      const request = requestFor(`pvc-${String(turn++)}`, gib(length - LEG_METADATA_GIB), SLICES);
      const outcome = place(index, request, NO_POLICY_CONSTRAINTS);
      const leg = outcome.kind === 'placed' ? outcome.placement.legs[0] : undefined;
      if (!leg) return undefined;
      occupy(index, [leg], 'sliced');
      const start = leg.extent.start - FIRST_EXTENT_GIB;
      const site = { drive: numbers.get(leg.drive) ?? -1, extent: { start, length: leg.extent.length } };
      legs.set(keyOf(site), leg);
      return site;
    },
    giveBack: (site) => {
      vacate(index, [legs.get(keyOf(site))]);
      legs.delete(keyOf(site));
    },
  };
}

const SLICES = { type: 'slice', softDomains: 'true' };

/** The baseline: the first hole that is large enough, on the first drive that has one. @param {Drives} of @returns {Allocator} */
export function firstFit({ drives, size }) {
  let ledger = blankLedger(drives);
  return {
    take: (length) => {
      for (const [drive, extents] of ledger.entries()) {
        const hole = holesOf(extents, size).find((each) => each.length >= length);
        if (!hole) continue;
        const site = { drive, extent: { start: hole.start, length } };
        ledger = withSite(ledger, site);
        return site;
      }
      return undefined;
    },
    giveBack: (site) => {
      ledger = withoutSite(ledger, site);
    },
  };
}
