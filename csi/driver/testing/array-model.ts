import type { LegId, NodeName, PublicationId } from '../../../core/model/ids.ts';
import type { Volume } from '../../../core/model/volume.ts';
import type { PublicationDirectory, PublishedLeg } from '../../host/publication-directory.ts';
import type { SimulatedFabric } from '../../simulation/fabric.ts';

/** The array of one volume, on whatever nodes, as md keeps it: which leg has which write, and which writes count. */
export interface ArrayModel {
  /** Starts the array as a node does, or does not because a leg misses that is not dropped. Whether it runs. */
  start(node: NodeName, publication: PublicationId, directory: PublicationDirectory): Promise<boolean>;
  /** Writes to every leg in sync that the node reaches; legs that it does not reach fall out, and are told of. */
  write(node: NodeName, directory: PublicationDirectory): Promise<void>;
  stop(node: NodeName, directory: PublicationDirectory): Promise<void>;
  /** Takes legs back that are dropped and reached, and begins to rebuild them. */
  readmit(node: NodeName, directory: PublicationDirectory): Promise<void>;
  /** Rebuilds come to their end. The driver is not told. */
  rebuild(node: NodeName): Promise<void>;
  /** Tells which legs are in sync. */
  tellInSync(node: NodeName, directory: PublicationDirectory): Promise<void>;
  /** The node goes away in mid-flight: nothing is told. */
  crash(node: NodeName): void;
  /** What the legs that are not dropped have counts from here on: a person has given up what others have. */
  concede(volume: Volume): void;
  /** What of the volume's data would be lost if it started from the legs that are not dropped; empty where nothing. */
  lostWrites(volume: Volume): readonly string[];
}

interface RunningArray {
  readonly publication: PublicationId;
  readonly inSync: Set<LegId>;
  readonly rebuilding: Set<LegId>;
  /** Fell out, and the driver has not heard of it yet. */
  readonly untold: Set<LegId>;
}

function fallOut({ rebuilding, untold }: RunningArray, leg: LegId): void {
  rebuilding.delete(leg);
  untold.add(leg);
}

export function arrayModel(fabric: SimulatedFabric, legs: readonly LegId[]): ArrayModel {
  const pairs = legs.flatMap((leg, at) => (at % 2 === 0 ? [[leg, ...legs.slice(at + 1, at + 2)]] : []));
  const last = new Map<LegId, number>(legs.map((leg) => [leg, 0]));
  const running = new Map<NodeName, RunningArray>();
  let written = 0;
  /** The last write that counts, for each pair. */
  const acknowledged = pairs.map(() => 0);

  const countsFor = (at: number): number => acknowledged[at] ?? 0;
  const leftOf = (pair: readonly LegId[], { integrity }: Volume): readonly LegId[] =>
    pair.filter((leg) => !integrity.dropped.includes(leg));
  const lastOf = (leg: LegId): number => last.get(leg) ?? 0;
  const newest = (members: readonly LegId[]): number => Math.max(0, ...members.map(lastOf));
  const reaches = async (node: NodeName, leg: PublishedLeg | undefined): Promise<boolean> =>
    leg?.export !== undefined && (await fabric.reach(leg.export.address, node)) === leg.leg;

  /** Addresses that a node once learnt stay known to it, however little they are worth. */
  const addresses = new Map<string, PublishedLeg>();
  const learn = (publication: PublicationId, found: readonly PublishedLeg[]): void => {
    for (const leg of found) if (leg.export) addresses.set(`${publication} ${leg.leg}`, leg);
  };
  const reached = async (node: NodeName, { publication }: RunningArray, leg: LegId): Promise<boolean> =>
    reaches(node, addresses.get(`${publication} ${leg}`));

  /** Which legs are in sync, and then which are not. */
  const tell = async (array: RunningArray, directory: PublicationDirectory): Promise<void> => {
    const { publication, untold } = array;
    await tellInSync(array, directory);
    if (untold.size === 0) return;
    const told = await directory.report(publication, { kind: 'dropped', legs: [...untold] });
    if (told.kind === 'ok') untold.clear();
  };

  const tellInSync = async ({ publication, inSync }: RunningArray, directory: PublicationDirectory): Promise<void> => {
    const published = await directory.lookup(publication);
    const legs = published?.legs.filter(({ leg, dropped }) => !dropped && inSync.has(leg)) ?? [];
    await directory.report(publication, { kind: 'recovered', legs: legs.map(({ leg }) => leg) });
  };

  return {
    start: async (node, publication, directory) => {
      const published = await directory.lookup(publication);
      if (published?.node !== node || running.has(node)) return false;
      learn(publication, published.legs);
      const members = published.legs.filter(({ dropped }) => !dropped);
      for (const member of members) if (!(await reaches(node, member))) return false;
      if ((await directory.report(publication, { kind: 'starting' })).kind === 'error') return false;
      const array: RunningArray = { publication, inSync: new Set(), rebuilding: new Set(), untold: new Set() };
      for (const pair of pairs) {
        const there = pair.filter((leg) => members.some((member) => member.leg === leg));
        // md takes the members that have seen the most for current, and leaves the others out.
        for (const leg of there) (lastOf(leg) === newest(there) ? array.inSync : array.untold).add(leg);
      }
      running.set(node, array);
      await tell(array, directory);
      return true;
    },
    write: async (node, directory) => {
      const array = running.get(node);
      if (!array) return;
      written += 1;
      for (const pair of pairs) {
        const members = pair.filter((leg) => array.inSync.has(leg));
        const there = new Set<LegId>();
        for (const leg of members) if (await reached(node, array, leg)) there.add(leg);
        if (there.size === 0) {
          running.delete(node);
          return;
        }
        for (const leg of members) {
          if (there.has(leg)) last.set(leg, written);
          else if (array.inSync.delete(leg)) array.untold.add(leg);
        }
        for (const leg of pair) {
          if (array.rebuilding.has(leg) && !(await reached(node, array, leg))) fallOut(array, leg);
        }
      }
      acknowledged.fill(written);
      await tell(array, directory);
    },
    stop: async (node, directory) => {
      const array = running.get(node);
      if (!array) return;
      running.delete(node);
      await directory.report(array.publication, { kind: 'stopped', inSync: [...array.inSync] });
    },
    readmit: async (node, directory) => {
      const array = running.get(node);
      if (!array) return;
      await tell(array, directory);
      const published = await directory.lookup(array.publication);
      if (array.untold.size > 0 || !published) return;
      learn(array.publication, published.legs);
      for (const pair of pairs) {
        for (const leg of published.legs.filter((each) => each.dropped && pair.includes(each.leg))) {
          if (!(await reaches(node, leg))) continue;
          const told = await directory.report(array.publication, { kind: 'returning', legs: [leg.leg] });
          if (told.kind === 'ok' && !array.inSync.has(leg.leg)) array.rebuilding.add(leg.leg);
        }
      }
    },
    rebuild: async (node) => {
      const array = running.get(node);
      for (const leg of array?.rebuilding ?? []) {
        if (!array || !(await reached(node, array, leg))) continue;
        const pair = pairs.find((each) => each.includes(leg)) ?? [];
        last.set(leg, newest(pair.filter((each) => array.inSync.has(each))));
        array.rebuilding.delete(leg);
        array.inSync.add(leg);
      }
    },
    tellInSync: async (node, directory) => {
      const array = running.get(node);
      if (array) await tellInSync(array, directory);
    },
    crash: (node) => {
      running.delete(node);
    },
    concede: (volume) => {
      for (const [at, pair] of pairs.entries())
        acknowledged[at] = Math.min(countsFor(at), newest(leftOf(pair, volume)));
    },
    lostWrites: (volume) =>
      pairs.flatMap((pair, at) => {
        const left = leftOf(pair, volume);
        if (left.length > 0 && newest(left) >= countsFor(at)) return [];
        return [
          `${left.join(' and ')} of ${pair.join(' and ')} have ${String(newest(left))} of ${String(countsFor(at))}`,
        ];
      }),
  };
}
