import { randomUUID } from 'node:crypto';
import { sameLimits } from '../../../core/model/attributes.ts';
import type { LegId, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { CsiError } from '../../csi-error.ts';
import {
  afterRecovered,
  afterReturning,
  afterStarting,
  afterStopped,
  dropLegs,
  isDropped,
  NEW_INTEGRITY,
} from '../../driver/integrity.ts';
import type { Integral } from '../../driver/integrity.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { ArrayEvent, PublicationDirectory, PublishedLegs, ToldLimits } from '../publication-directory.ts';

/** Of a volume whose key cannot be derived. */
export const LOCKED = 'locked' as PublicationId;

/** How the driver's side of a directory fares: `mute` looks publications up and answers no report. */
export type DirectoryMood = 'answers' | 'mute' | 'gone';

/** What the driver would keep of publications and legs, in memory and by its rules, with a hand on it. */
export interface ToldDirectory {
  readonly directory: PublicationDirectory;
  /** Everything that was reported and taken, in order. */
  readonly told: ArrayEvent[];
  mood: DirectoryMood;
  /** Reports of this kind are lost. */
  refuse: ArrayEvent['kind'] | undefined;
  /** What the node said last that it keeps its volumes to. */
  kept: readonly ToldLimits[];
  add(published: Omit<PublishedLegs, 'publication'>): PublishedLegs;
  change(published: PublishedLegs): void;
  withdraw(publication: PublicationId): void;
  droppedOf(volume: VolumeId): readonly LegId[];
  rebuildingOf(volume: VolumeId): readonly LegId[];
  /** Legs are given up: by a person, or because their host does not answer. */
  drop(volume: VolumeId, legs: readonly LegId[]): void;
}

export function toldDirectory(): ToldDirectory {
  const publications = new Map<PublicationId, PublishedLegs>();
  const volumes = new Map<VolumeId, Kept>();
  const integrityOf = (volume: VolumeId) => volumes.get(volume)?.integrity ?? NEW_INTEGRITY;
  const keptOf = ({ volume, layout, legs }: PublishedLegs): Kept => ({
    layout,
    legs: legs.map(({ leg }) => ({ id: leg })),
    integrity: integrityOf(volume),
    made: volumes.get(volume)?.made ?? false,
  });
  const described = (published: PublishedLegs): PublishedLegs => ({
    ...published,
    made: keptOf(published).made,
    legs: published.legs.map((leg) => ({ ...leg, dropped: isDropped(keptOf(published), leg.leg) })),
  });
  const self: ToldDirectory = {
    told: [],
    kept: [],
    mood: 'answers',
    refuse: undefined,
    directory: {
      lookup: (id) => {
        if (self.mood === 'gone') return Promise.reject(new CsiError('no-answer', 'the driver does not answer'));
        if (id === LOCKED) return Promise.reject(new CsiError('no-key', 'the secret is gone'));
        const published = publications.get(id);
        return Promise.resolve(published && described(published));
      },
      limits: (kept) => {
        if (self.mood === 'gone') return Promise.reject(new CsiError('no-answer', 'the driver does not answer'));
        self.kept = kept;
        const others = kept.flatMap(({ publication, limits }) => {
          const wanted = publications.get(publication)?.limits ?? {};
          return publications.has(publication) && !sameLimits(wanted, limits) ? [{ publication, limits: wanted }] : [];
        });
        return Promise.resolve(others);
      },
      report: (id, event) => {
        if (self.mood !== 'answers' || event.kind === self.refuse)
          return Promise.resolve(failed('unavailable', 'the driver does not answer'));
        const published = publications.get(id);
        if (!published) return Promise.resolve(failed('not-found', `${id} is not live`));
        const next = afterEvent(keptOf(published), event);
        if (!next) return Promise.resolve(failed('unsupported', 'no leg would be left that holds everything'));
        self.told.push(event);
        volumes.set(published.volume, next);
        return Promise.resolve(ok(undefined));
      },
    },
    add: (published) => {
      const added = { ...published, publication: randomUUID() as PublicationId };
      publications.set(added.publication, added);
      return described(added);
    },
    change: (published) => {
      publications.set(published.publication, published);
    },
    withdraw: (publication) => {
      publications.delete(publication);
    },
    droppedOf: (volume) => integrityOf(volume).dropped,
    rebuildingOf: (volume) => integrityOf(volume).rebuilding,
    drop: (volume, legs) => {
      const known = volumes.get(volume);
      const without = known && dropLegs(known, legs);
      if (!without) throw new Error('no leg would be left that holds everything');
      volumes.set(volume, without);
    },
  };
  return self;
}

type Kept = Integral & Pick<PublishedLegs, 'made'>;

function afterEvent(volume: Kept, event: ArrayEvent): Kept | undefined {
  switch (event.kind) {
    case 'starting':
      return afterStarting(volume);
    case 'made':
      return { ...volume, made: true };
    case 'stopped':
      return afterStopped(volume, event.inSync);
    case 'dropped':
      return dropLegs(volume, event.legs);
    case 'returning':
      return afterReturning(volume, event.legs);
    case 'recovered':
      return event.legs.some((leg) => isDropped(volume, leg)) ? undefined : afterRecovered(volume, event.legs);
  }
}
