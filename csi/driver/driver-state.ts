import { bookVolume, unbookVolume } from '../../core/accounts/accounts.ts';
import type { Accounts } from '../../core/accounts/accounts.ts';
import type { DriveConstraint } from '../../core/model/constraints.ts';
import type { EnclosureReport } from '../../core/model/drive-report.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { EnclosureName, NodeName, PublicationId, RevisionNumber, VolumeId } from '../../core/model/ids.ts';
import type { Publication, Volume } from '../../core/model/volume.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { reclassify } from '../../core/placement/reclassify.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import type { AskedRules } from './asked-rules.ts';
import type { RegisteredNode } from '../registered-node.ts';
import { emptyBook, enterVolume, strikeVolume } from './extent-book.ts';
import type { ExtentBook } from './extent-book.ts';
import { countVolume, discountVolume } from './namespace-use.ts';
import type { ClaimedSizes } from './namespace-use.ts';
import { createVolumeOrder } from './volume-order.ts';
import type { VolumeOrder } from './volume-order.ts';
import type { ToldLimits } from '../host/publication-directory.ts';
import { operationsUnderWay } from './operations/under-way.ts';

import { tellOfEnd, tellOfReport, tellOfVolume } from './successor.ts';
import type { Successor } from './successor.ts';

/** What became of a proposal. */
export type Verdict =
  /** With warnings and notes. */
  | { readonly kind: 'activated'; readonly revision: RevisionNumber; readonly findings: readonly Finding[] }
  | { readonly kind: 'refused'; readonly revision: RevisionNumber; readonly findings: readonly Finding[] };

/** That drives can be reached now, for as long as the same hosts answer and the same ones are awaited. */
export interface ReachedEnclosures {
  /** Those that answer. */
  readonly answering: readonly EnclosureName[];
  readonly constraint: DriveConstraint;
}

/** What the driver knows, all of it durable in the store, derived from what is, or told by hardware. */
export interface DriverState {
  /** `undefined` until a first configuration is active. */
  active: ActiveConfiguration | undefined;
  /** The drives of the active configuration and what volumes take of them. */
  index: InventoryIndex | undefined;
  /** What volumes have beside drives, under the active configuration: also those whose record is still being written. */
  accounts: Accounts | undefined;
  /** What may take over from these three, while it is made ready. */
  successor: Successor | undefined;
  /** Rules that have answered for every class of drives in the index. */
  asked: AskedRules;
  /** The proposal that was refused last, and how many changes of volumes there had been. */
  refusal: { readonly revision: RevisionNumber; readonly changes: number; readonly verdict: Verdict } | undefined;
  /** Counts changes of volumes. */
  changes: number;
  readonly volumes: Map<VolumeId, Volume>;
  /** Their ids in order, for pages of them. */
  readonly order: VolumeOrder;
  /** Volumes that are not releasing, by {@link nameKey}. */
  readonly names: Map<string, VolumeId>;
  /** Snapshots that are not releasing, by CSI name. */
  readonly snapshotNames: Map<string, VolumeId>;
  /** What is being copied from each volume or snapshot: nobody writes to that meanwhile. */
  readonly copiesOf: Map<VolumeId, Set<VolumeId>>;
  /** What namespaces have: also volumes whose record is still being written. */
  readonly claimed: ClaimedSizes;
  /** What volumes hold of drives: also those whose record is still being written. */
  readonly extents: ExtentBook;
  readonly publications: Map<VolumeId, Map<NodeName, Publication>>;
  readonly publicationsById: Map<PublicationId, Publication>;
  readonly publicationsByNode: Map<NodeName, Set<PublicationId>>;
  /** What nodes told last of the limits that they keep. Asked anew after a start. */
  readonly limited: Map<PublicationId, ToldLimits>;
  /** Volumes with an operation under way. */
  readonly unfinished: Set<VolumeId>;
  /** What hosts that attach last told of their drives. Asked anew after a start: hardware can say it again. */
  readonly reports: Map<EnclosureName, EnclosureReport>;
  /** Enclosures whose hosts have attached and not told since. */
  readonly awaited: Set<EnclosureName>;
  /** What was made of the others; forgotten when another is awaited, or none of them any more. */
  reached: ReachedEnclosures | undefined;
  /** Node plug-ins that made themselves known, beside the nodes of the Topology. */
  readonly nodes: Map<NodeName, RegisteredNode>;
}

export const emptyState = (): DriverState => ({
  active: undefined,
  index: undefined,
  accounts: undefined,
  successor: undefined,
  asked: new WeakSet(),
  refusal: undefined,
  changes: 0,
  volumes: new Map(),
  order: createVolumeOrder(),
  names: new Map(),
  snapshotNames: new Map(),
  copiesOf: new Map(),
  claimed: new Map(),
  extents: emptyBook(),
  publications: new Map(),
  publicationsById: new Map(),
  limited: new Map(),
  unfinished: new Set(),
  reports: new Map(),
  awaited: new Set(),
  reached: undefined,
  nodes: new Map(),
  publicationsByNode: new Map(),
});

/** Swaps the configuration in, in one step: from here on everything is placed under it. */
export function takeOver(state: DriverState, { active, index, accounts, asked }: Successor): void {
  state.active = active;
  state.index = index;
  state.accounts = accounts;
  state.asked = asked;
  state.successor = undefined;
}

/** Nothing is placed there until its host has told. */
export function awaitReport(state: DriverState, enclosure: EnclosureName): void {
  state.awaited.add(enclosure);
  state.reached = undefined;
}

/** Whatever is placed from here on goes by what the host of the enclosure told. */
export function rememberReport(state: DriverState, enclosure: EnclosureName, report: EnclosureReport): void {
  state.reports.set(enclosure, report);
  if (state.awaited.delete(enclosure)) state.reached = undefined;
  if (state.index) reclassify(state.index, enclosure, report);
  // There may be classes of drives that no rule has been asked about.
  state.asked = new WeakSet();
  if (state.successor) tellOfReport(state.successor, enclosure, report);
}

export function rememberVolume(state: DriverState, volume: Volume): void {
  state.changes += 1;
  state.volumes.set(volume.id, volume);
  state.order.add(volume.id);
  countVolume(state.claimed, volume);
  enterVolume(state.extents, volume);
  if (state.accounts) bookVolume(state.accounts, volume);
  if (state.successor) tellOfVolume(state.successor, volume);
  if (volume.phase.kind === 'releasing') forgetName(state, volume);
  else namesOf(state, volume).set(nameKey(volume), volume.id);
  noteWhetherCopied(state, volume, volume.copies !== undefined && volume.phase.kind !== 'releasing');
  noteWhetherUnfinished(state, volume.id);
}

export function forgetVolume(state: DriverState, volume: Volume): void {
  state.changes += 1;
  state.volumes.delete(volume.id);
  state.order.remove(volume.id);
  discountVolume(state.claimed, volume);
  strikeVolume(state.extents, volume.id);
  if (state.accounts) unbookVolume(state.accounts, volume.id);
  if (state.successor) tellOfEnd(state.successor, volume.id);
  forgetName(state, volume);
  noteWhetherCopied(state, volume, false);
  noteWhetherUnfinished(state, volume.id);
}

/** Clusters know nothing of each other, so each has names of its own. A cluster's name has no line break. */
export const nameKey = ({ cluster = '', name }: Pick<Volume, 'cluster' | 'name'>): string => `${cluster}\n${name}`;

const namesOf = (state: DriverState, { snapshot }: Volume): Map<string, VolumeId> =>
  snapshot ? state.snapshotNames : state.names;

function forgetName(state: DriverState, volume: Volume): void {
  const names = namesOf(state, volume);
  const key = nameKey(volume);
  if (names.get(key) === volume.id) names.delete(key);
}

function noteWhetherCopied({ copiesOf }: DriverState, { id, origin }: Volume, isCopied: boolean): void {
  if (!origin) return;
  const copies = copiesOf.get(origin.source.id) ?? new Set<VolumeId>();
  if (isCopied) copies.add(id);
  else copies.delete(id);
  if (copies.size > 0) copiesOf.set(origin.source.id, copies);
  else copiesOf.delete(origin.source.id);
}

/** A volume as CSI knows them: neither a snapshot nor one that is gone. */
export function volumeIn({ volumes }: DriverState, id: VolumeId): Volume | undefined {
  const volume = volumes.get(id);
  return volume && !volume.snapshot && volume.phase.kind !== 'releasing' ? volume : undefined;
}

/** The same of snapshots. */
export function snapshotIn({ volumes }: DriverState, id: VolumeId): Volume | undefined {
  const volume = volumes.get(id);
  return volume?.snapshot && volume.phase.kind !== 'releasing' ? volume : undefined;
}

export function rememberPublication(state: DriverState, publication: Publication): void {
  const known = state.publications.get(publication.volume) ?? new Map<NodeName, Publication>();
  state.publications.set(publication.volume, known.set(publication.node, publication));
  state.publicationsById.set(publication.id, publication);
  const onNode = state.publicationsByNode.get(publication.node) ?? new Set();
  state.publicationsByNode.set(publication.node, onNode.add(publication.id));
  noteWhetherUnfinished(state, publication.volume);
}

export function forgetPublication(state: DriverState, publication: Publication): void {
  const known = state.publications.get(publication.volume);
  known?.delete(publication.node);
  if (known?.size === 0) state.publications.delete(publication.volume);
  state.publicationsById.delete(publication.id);
  state.publicationsByNode.get(publication.node)?.delete(publication.id);
  state.limited.delete(publication.id);
  noteWhetherUnfinished(state, publication.volume);
}

function noteWhetherUnfinished(state: DriverState, id: VolumeId): void {
  const volume = state.volumes.get(id);
  if (volume && operationsUnderWay(volume, publicationsOf(state, id)).length > 0) state.unfinished.add(id);
  else state.unfinished.delete(id);
}

/** The publication of that handle, if its node may use the volume now. */
export function livePublication(state: DriverState, id: PublicationId): Publication | undefined {
  const publication = state.publicationsById.get(id);
  return publication?.phase === 'published' ? publication : undefined;
}

export const publicationsOf = (state: DriverState, volume: VolumeId): readonly Publication[] => [
  ...(state.publications.get(volume)?.values() ?? []),
];
