import { randomUUID } from 'node:crypto';
import type { LegId, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { CsiError } from '../../csi-error.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { ArrayEvent, PublicationDirectory, PublishedLegs } from '../publication-directory.ts';

/** Of a volume whose key cannot be derived. */
export const LOCKED = 'locked' as PublicationId;

/** How the driver's side of a directory fares: `mute` looks publications up and answers no report. */
export type DirectoryMood = 'answers' | 'mute' | 'gone';

/** What the driver would keep of publications and legs, in memory, with a hand on it. */
export interface ToldDirectory {
  readonly directory: PublicationDirectory;
  /** Everything that was reported and answered, in order. */
  readonly told: ArrayEvent[];
  mood: DirectoryMood;
  add(published: Omit<PublishedLegs, 'publication'>): PublishedLegs;
  change(published: PublishedLegs): void;
  withdraw(publication: PublicationId): void;
  droppedOf(volume: VolumeId): readonly LegId[];
}

export function toldDirectory(): ToldDirectory {
  const publications = new Map<PublicationId, PublishedLegs>();
  const dropped = new Map<VolumeId, ReadonlySet<LegId>>();
  const droppedOf = (volume: VolumeId): ReadonlySet<LegId> => dropped.get(volume) ?? new Set();
  const described = (published: PublishedLegs): PublishedLegs => ({
    ...published,
    legs: published.legs.map((leg) => ({ ...leg, dropped: droppedOf(published.volume).has(leg.leg) })),
  });
  const self: ToldDirectory = {
    told: [],
    mood: 'answers',
    directory: {
      lookup: (id) => {
        if (self.mood === 'gone') return Promise.reject(new CsiError('no-answer', 'the driver does not answer'));
        if (id === LOCKED) return Promise.reject(new CsiError('no-key', 'the secret is gone'));
        const published = publications.get(id);
        return Promise.resolve(published && described(published));
      },
      report: (id, event) => {
        if (self.mood !== 'answers') return Promise.resolve(failed('unavailable', 'the driver does not answer'));
        const published = publications.get(id);
        if (!published) return Promise.resolve(failed('not-found', `${id} is not live`));
        self.told.push(event);
        dropped.set(published.volume, droppedAfter(droppedOf(published.volume), published, event));
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
    droppedOf: (volume) => [...droppedOf(volume)],
  };
  return self;
}

function droppedAfter(before: ReadonlySet<LegId>, { legs }: PublishedLegs, event: ArrayEvent): ReadonlySet<LegId> {
  switch (event.kind) {
    case 'starting':
      return before;
    case 'stopped':
      return new Set(legs.map(({ leg }) => leg).filter((leg) => !event.inSync.includes(leg)));
    case 'dropped':
      return new Set([...before, ...event.legs]);
    case 'recovered':
      return new Set([...before].filter((leg) => !event.legs.includes(leg)));
  }
}
