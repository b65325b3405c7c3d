import { describe, expect, it } from 'vitest';
import type { LegView, PublicationView, VolumeView } from '../api/views/volume-view.ts';
import { volumeViewer } from '../api/views/volume-view.ts';
import { mirrorOf } from '../api/testing/found.ts';
import { integrityNotes, integrityText, legState } from './integrity.ts';
import { renderResources } from './resource-tables.ts';

const PUBLISHED: PublicationView = { node: 'worker-1', phase: 'published', readonly: false };

/** A mirror whose second leg stands as said. */
function mirror(leg: Partial<LegView>, change: Partial<VolumeView> = {}): VolumeView {
  const view = volumeViewer({ active: undefined, volumes: [], publications: [], reports: new Map() })(mirrorOf('db-0'));
  const [first, second] = view.legs;
  return { ...view, legs: [first!, { ...second!, ...leg }], ...change };
}

describe('how far legs can be trusted', () => {
  it.each<[string, VolumeView]>([
    ['no node has started it yet', mirror({})],
    ['every leg holds every write', mirror({}, { use: 'stopped' })],
    ['not stopped in good order: it starts only with every leg that is not dropped', mirror({}, { use: 'in-use' })],
    ['in use: its node drops a leg that misses a write', mirror({}, { use: 'in-use', publishedTo: [PUBLISHED] })],
    [
      'degraded, 1 of 2 legs rebuilding; in use: its node drops a leg that misses a write',
      mirror({ rebuilding: true }, { use: 'in-use', publishedTo: [PUBLISHED] }),
    ],
    ['degraded, 1 of 2 legs dropped; the others hold every write', mirror({ dropped: true }, { use: 'stopped' })],
  ])('%s', (text, volume) => {
    expect(integrityText(volume)).toBe(text);
  });

  it.each<[string, Partial<LegView>]>([
    ['ready', {}],
    ['ready,degraded', { dropped: true }],
    ['ready,degraded', { rebuilding: true }],
  ])('shows in a list as %s', (phase, leg) => {
    const [, row] = renderResources('volumes', [mirror(leg)]).split('\n');
    expect(row?.split(/\s+/)).toContain(phase);
  });

  it.each<[string, number, Partial<LegView>]>([
    ['current', 0, {}],
    ['dropped', 1, { dropped: true }],
    ['rebuilding', 1, { rebuilding: true }],
    ['current,unfenced', 1, { unfenced: true }],
    ['dropped,unfenced', 2, { dropped: true, unfenced: true }],
    ['dropped,drive not-found', 2, { dropped: true, differences: ['not-found'] }],
  ])('a leg that is %s comes with %i notes', (state, notes, leg) => {
    const volume = mirror(leg);
    expect(volume.legs.map(legState)).toEqual(['current', state]);
    expect(integrityNotes(volume)).toHaveLength(notes);
  });
});
