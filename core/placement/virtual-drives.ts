import type { Configuration } from '../model/configuration.ts';
import type { DriveConstraint, PlacementFilter, PlacementView, PolicyConstraints } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import type { EnclosureReport, EnclosureReports } from '../model/drive-report.ts';
import type { DriveId } from '../model/ids.ts';
import type { Drive, Enclosure } from '../model/inventory.ts';
import type { PlacedLeg } from '../model/volume.ts';
import { relevantDrives } from './relevant-drives.ts';
import type { Relevance } from './relevant-drives.ts';
import { buildInventoryIndex, occupy } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';

/** An inventory, and what volumes hold of it: what a search is run on. */
export interface TakenInventory {
  readonly configuration: Configuration;
  readonly reports: EnclosureReports;
  readonly taken: Iterable<TakenLegs>;
}

/** What one volume holds. */
export interface TakenLegs {
  readonly legs: readonly PlacedLeg[];
  readonly use: 'whole' | 'sliced';
}

/** A drive that is not there, or that takes no legs today, as it would be if it did. */
export interface VirtualDrive {
  readonly enclosure: Enclosure;
  readonly drive: Drive;
}

/** An inventory with drives of which a search sees one at a time. */
export interface VirtualInventory {
  readonly index: InventoryIndex;
  /** What a search is asked that may use the virtual drive at this position, and no other. */
  readonly seeing: (at: number, policy: PolicyConstraints) => PolicyConstraints;
}

/** Not a tag that anybody can declare. Rules do not see it. */
const MARK = '\u0000';

/**
 * Builds an index with all of them and the drives that matter beside them: one build for as many searches.
 * A drive that is declared already is taken as it is given here.
 */
export function withVirtualDrives(
  { configuration, reports, taken }: TakenInventory,
  drives: readonly VirtualDrive[],
  relevance: Relevance,
): VirtualInventory {
  const marked = drives.map(({ enclosure, drive }, at) => ({
    enclosure,
    drive: { ...drive, tags: [`${MARK}${String(at)}`, ...drive.tags] },
  }));
  const virtual = new Map<string, readonly Drive[]>();
  const told = new Map(reports);
  for (const { enclosure, drive } of marked) {
    virtual.set(enclosure.name, [...(virtual.get(enclosure.name) ?? []), drive]);
    const report = told.get(enclosure.name);
    if (report && !report.has(drive.id)) told.set(enclosure.name, withFound(report, drive));
  }
  const enclosures = relevantDrives(configuration.enclosures, wholeDrives(taken), relevance).map((enclosure) => {
    const added = virtual.get(enclosure.name) ?? [];
    const others = enclosure.drives.filter(({ id }) => added.every((drive) => drive.id !== id));
    return { ...enclosure, drives: [...others, ...added] };
  });
  const index = buildInventoryIndex({ ...configuration, enclosures }, told);
  for (const { legs, use } of taken) occupy(index, legs, use);
  return { index, seeing: (at, policy) => seeing(`${MARK}${String(at)}`, policy) };
}

function wholeDrives(taken: Iterable<TakenLegs>): ReadonlySet<DriveId> {
  const whole = new Set<DriveId>();
  for (const { legs, use } of taken) if (use === 'whole') for (const { drive } of legs) whole.add(drive);
  return whole;
}

function withFound(report: EnclosureReport, { id, mediaType, capacityBytes }: Drive): EnclosureReport {
  const found = { mediaType, capacityBytes, percentageUsed: undefined, standing: { kind: 'blank' } } as const;
  return new Map([...report, [id, found]]);
}

/** Scores choose between places: whether there is one does not depend on them. */
function seeing(mark: string, policy: PolicyConstraints): PolicyConstraints {
  const unmarked = unmarker();
  const isThere: DriveConstraint = {
    source: { kind: 'inventory' },
    label: 'there',
    admits: ({ tags: [first] }) => first?.startsWith(MARK) !== true || first === mark,
  };
  const ofDrives = policy.drives.map((constraint): DriveConstraint => ({
    ...constraint,
    admits: (drives) => constraint.admits(unmarked(drives)),
  }));
  const filters = policy.filters.map((filter): PlacementFilter => ({
    ...filter,
    admits: (view) => filter.admits(withoutMarks(view, unmarked)),
  }));
  return { ...policy, scores: [], filters, drives: [...ofDrives, isThere] };
}

/** The same class for the same class: rules keep their answers by it. */
function unmarker(): (drives: DriveClass) => DriveClass {
  const known = new Map<DriveClass, DriveClass>();
  return (drives) => {
    if (drives.tags[0]?.startsWith(MARK) !== true) return drives;
    const unmarked = known.get(drives) ?? { ...drives, tags: drives.tags.slice(1) };
    known.set(drives, unmarked);
    return unmarked;
  };
}

const withoutMarks = (view: PlacementView, unmarked: (drives: DriveClass) => DriveClass): PlacementView => ({
  ...view,
  legs: view.legs.map((leg) => ({ ...leg, drives: unmarked(leg.drives) })),
});
