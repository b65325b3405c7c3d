/**
 * Configurations on their way from Git to the driver, as a state machine. The controller proposes and records refusals,
 * the driver activates and rejects; neither calls the other.
 *
 *     proposeConfiguration ─▶ proposed ─┬─ activate ─▶ active ──▶ superseded, once a later one is active
 *                                       └─ reject ───▶ refused ─▶ activate, once what stood in its way is gone
 *     recordRefusal ────────▶ refused, without a number: it never was a configuration
 *
 * A proposal that a later one overtakes before the driver has looked is superseded too. What is stored cannot contradict
 * itself: immutable revisions, a pointer to the newest, a pointer to the active, and the driver's last verdict on each.
 * States are read out of these (revisions.ts). All times are ISO 8601 and the caller's.
 */
import type { DeclaredObject, Revision } from '../core/model/configuration.ts';
import type { Finding } from '../core/model/finding.ts';
import type { RevisionNumber } from '../core/model/ids.ts';
import { drain } from '../core/model/turns.ts';
import type { InTurns } from '../core/model/turns.ts';
import { keptFindings } from './bounded-findings.ts';
import { compareAndSwap } from './compare-and-swap.ts';
import { objectsInTurns } from './configuration-chunks.ts';
import type { Chunk } from './configuration-chunks.ts';
import { KEPT_REVISIONS, collectConfigurations } from './configuration-collection.ts';
import { ACTIVE_KEY, COLLECTION_KEY, PROPOSED_KEY, REFUSAL_PREFIX } from './keys.ts';
import { chunkKey, numberOfKey, refusalKey, revisionKey, verdictKey } from './keys.ts';
import { pointerRecord, refusalRecord, revisionRecord, verdictRecord } from './revision-records.ts';
import type { Origin, RefusalRecord, RevisionRecord, VerdictRecord } from './revision-records.ts';
import { StoreError } from './store.ts';
import type { Condition, Entry, Store, Write } from './store.ts';
import { splitWrites } from './transaction-limits.ts';

export interface Proposal extends Origin {
  /** What is declared, as `chunksOf` cuts it. */
  readonly chunks: readonly Chunk[];
  /** Warnings and notes: a configuration with errors is refused, not proposed. */
  readonly findings: readonly Finding[];
  readonly at: string;
}

/**
 * Makes the objects the newest configuration, in one step for whoever reads. Where the newest already has the same
 * objects, it stays the newest and nothing is written.
 * @returns its number
 * @throws StoreError, among others `too-large` for more than some hundred megabytes
 */
export async function proposeConfiguration(store: Store, proposal: Proposal): Promise<RevisionNumber> {
  const { chunks } = proposal;
  const record: RevisionRecord = {
    commit: proposal.commit,
    ref: proposal.ref,
    subject: proposal.subject,
    proposedAt: proposal.at,
    chunks: chunks.map(({ id }) => id),
    ...keptFindings(proposal.findings),
  };
  const outcome = await compareAndSwap(store, async () => {
    const proposed = await store.get(PROPOSED_KEY);
    const collected = await store.get(COLLECTION_KEY);
    const newest = proposed && pointerRecord.decode(proposed).number;
    if (newest !== undefined && (await hasChunks(store, newest, record.chunks))) {
      return { kind: 'answer', answer: { number: newest, isNew: false } };
    }
    await writeMissing(store, chunks);
    const number = ((newest ?? 0) + 1) as RevisionNumber;
    return {
      kind: 'commit',
      answer: { number, isNew: true },
      transaction: {
        conditions: [unchanged(PROPOSED_KEY, proposed), unchanged(COLLECTION_KEY, collected)],
        writes: [
          { kind: 'put', key: revisionKey(number), value: revisionRecord.encode(record) },
          { kind: 'put', key: PROPOSED_KEY, value: pointerRecord.encode({ number }) },
        ],
      },
    };
  });
  if (outcome.isNew) await collectConfigurations(store);
  return outcome.number;
}

/** Records a Git revision that is not valid as a whole, for people to see. Once: a repeat writes nothing. */
export async function recordRefusal(
  store: Store,
  refusal: Origin & { readonly findings: readonly Finding[]; readonly at: string },
): Promise<void> {
  const { commit, ref, subject, at } = refusal;
  const record: RefusalRecord = { commit, ref, subject, at, ...keptFindings(refusal.findings) };
  await compareAndSwap(store, async () => {
    const recorded = await store.list(REFUSAL_PREFIX);
    const last = recorded.at(-1);
    if (last && saysTheSame(refusalRecord.decode(last), record)) return { kind: 'answer', answer: undefined };
    const key = refusalKey(last ? numberOfKey(last.key) + 1 : 1);
    const old = recorded.slice(0, Math.max(0, recorded.length + 1 - KEPT_REVISIONS));
    return {
      kind: 'commit',
      answer: undefined,
      transaction: {
        conditions: [{ key, modified: 0 }],
        writes: [
          { kind: 'put', key, value: refusalRecord.encode(record) },
          ...old.map((entry): Write => ({ kind: 'delete', key: entry.key })),
        ],
      },
    };
  });
}

/** The newest proposal, whatever was said of it; `undefined` before the first. */
export const newestProposal = (store: Store): Promise<RevisionNumber | undefined> => readPointer(store, PROPOSED_KEY);

/** What the driver runs; `undefined` before the first activation. */
export const activeRevision = (store: Store): Promise<RevisionNumber | undefined> => readPointer(store, ACTIVE_KEY);

/**
 * A configuration as it was proposed; objects are in canonical order.
 * @param take takes the steps of reading a large one
 * @throws StoreError `not-found` where it was never proposed or is no longer kept
 */
export async function readConfiguration(
  store: Store,
  number: RevisionNumber,
  take: <Answer>(steps: InTurns<Answer>) => Answer | Promise<Answer> = drain,
): Promise<{
  readonly revision: Revision;
  readonly objects: readonly DeclaredObject[];
  readonly findings: readonly Finding[];
}> {
  const { commit, ref, subject, findings } = revisionRecord.decode(await revisionEntry(store, number));
  const objects = await take(objectsInTurns(await readChunks(store, number)));
  return { revision: { number, commit, ref, subject }, objects, findings };
}

/**
 * What a configuration declares, as it is stored: for who has another thread read it.
 * @throws StoreError `not-found` where it was never proposed or is no longer kept
 */
export async function readChunks(store: Store, number: RevisionNumber): Promise<readonly Chunk[]> {
  const { chunks: ids } = revisionRecord.decode(await revisionEntry(store, number));
  return Promise.all(ids.map((id) => readChunk(store, number, id)));
}

/**
 * The driver's word that it runs the revision from now on. Again for the active one, it changes nothing.
 * @throws StoreError `not-found`
 */
export async function activate(store: Store, number: RevisionNumber, at: string): Promise<void> {
  await compareAndSwap(store, async () => {
    const revision = await revisionEntry(store, number);
    const active = await store.get(ACTIVE_KEY);
    if (active && pointerRecord.decode(active).number === number) return { kind: 'answer', answer: undefined };
    return {
      kind: 'commit',
      answer: undefined,
      transaction: {
        conditions: [unchanged(ACTIVE_KEY, active), unchanged(revision.key, revision)],
        writes: [
          { kind: 'put', key: ACTIVE_KEY, value: pointerRecord.encode({ number }) },
          { kind: 'put', key: verdictKey(number), value: verdictRecord.encode({ kind: 'activated', at }) },
        ],
      },
    };
  });
}

/**
 * The driver's word that it does not run the revision, and why. It may be activated later, when what stood in its way is
 * gone. A repeat for the same reasons writes nothing.
 * @throws StoreError `not-found`
 */
export async function reject(
  store: Store,
  number: RevisionNumber,
  findings: readonly Finding[],
  at: string,
): Promise<void> {
  const verdict: VerdictRecord = { kind: 'refused', at, ...keptFindings(findings) };
  await compareAndSwap(store, async () => {
    const revision = await revisionEntry(store, number);
    const key = verdictKey(number);
    const last = await store.get(key);
    if (last && saysTheSame(verdictRecord.decode(last), verdict)) return { kind: 'answer', answer: undefined };
    return {
      kind: 'commit',
      answer: undefined,
      transaction: {
        conditions: [unchanged(key, last), unchanged(revision.key, revision)],
        writes: [{ kind: 'put', key, value: verdictRecord.encode(verdict) }],
      },
    };
  });
}

const unchanged = (key: string, entry: Entry | undefined): Condition => ({ key, modified: entry?.modified ?? 0 });

/** Equal but for the time at which it was said. */
const saysTheSame = <Said extends { readonly at: string }>(one: Said, other: Said): boolean =>
  JSON.stringify({ ...one, at: '' }) === JSON.stringify({ ...other, at: '' });

async function readPointer(store: Store, key: string): Promise<RevisionNumber | undefined> {
  const entry = await store.get(key);
  return entry && pointerRecord.decode(entry).number;
}

async function revisionEntry(store: Store, number: RevisionNumber): Promise<Entry> {
  const entry = await store.get(revisionKey(number));
  if (entry) return entry;
  throw new StoreError(
    'not-found',
    `there is no configuration ${String(number)}: it was never proposed, or is older than the ${String(KEPT_REVISIONS)} that are kept`,
  );
}

async function hasChunks(store: Store, number: RevisionNumber, chunks: readonly string[]): Promise<boolean> {
  const stored = revisionRecord.decode(await revisionEntry(store, number)).chunks;
  return stored.length === chunks.length && stored.every((id, index) => id === chunks[index]);
}

async function readChunk(store: Store, number: RevisionNumber, id: string): Promise<Chunk> {
  const entry = await store.get(chunkKey(id));
  if (entry) return { id, value: entry.value };
  await revisionEntry(store, number); // Gone as well where it was collected meanwhile: that is no damage.
  throw new StoreError('corrupt', `the configuration chunk ${id} is missing. Put back a backup of the store`);
}

/** Chunks that no earlier revision left. They mean nothing until a revision names them, so order does not matter. */
async function writeMissing(store: Store, chunks: readonly Chunk[]): Promise<void> {
  const missing = new Map<string, Write>();
  for (const { id, value } of chunks) {
    const key = chunkKey(id);
    if (!(await store.get(key))) missing.set(key, { kind: 'put', key, value });
  }
  for (const writes of splitWrites([...missing.values()])) await store.commit({ conditions: [], writes });
}
