import { describe, expect, it } from 'vitest';
import type { Publication, Volume } from '../../core/model/volume.ts';
import { decisionRecord, publicationRecord, volumeRecord } from './records.ts';

/** As a release before 0.2 wrote it. */
const entry = (fields: object) => ({
  key: 'volume/1',
  value: JSON.stringify({ v: 1, since: '0.1', ...fields }),
  modified: 1,
});

describe('a record from before legs were told apart', () => {
  it('is read as if a node were writing to every leg', () => {
    const volume: Partial<Volume> = volumeRecord.read(entry({ id: '1', name: 'pvc-1' }));
    expect(volume).toEqual({
      id: '1',
      name: 'pvc-1',
      integrity: { dropped: [], rebuilding: [], use: 'in-use' },
      unfenced: [],
      made: false,
    });
  });

  it('is read as if no leg were being rebuilt', () => {
    const volume = volumeRecord.read(entry({ integrity: { dropped: ['a'], use: 'in-use' } }));
    expect(volume.integrity).toEqual({ dropped: ['a'], rebuilding: [], use: 'in-use' });
  });

  it('is read as exports of legs that may hold anything', () => {
    const publication: Partial<Publication> = publicationRecord.read(entry({ id: '1', exports: [{ leg: 'a' }] }));
    expect(publication.exports).toEqual([{ leg: 'a', zeroed: false }]);
  });
});

describe('a decision of which nobody wrote down what came of it', () => {
  it('is read as such', () => {
    const decision = { at: '2026-11-02T08:00:00.000Z', by: 'admin', kind: 'adopt-drive', enclosure: 'box', drive: 'd' };
    expect(decisionRecord.read(entry(decision))).toEqual({ ...decision, outcome: { kind: 'unknown' } });
  });
});

describe('a record of today', () => {
  it('is read as it was written', () => {
    const integrity = { dropped: ['a'], rebuilding: ['b'], use: 'in-use' };
    const unfenced = [{ publication: 'p', leg: 'a' }];
    expect(volumeRecord.read(entry({ integrity, unfenced, made: true }))).toEqual({ integrity, unfenced, made: true });
    const exports = [{ leg: 'a', zeroed: true }];
    expect(publicationRecord.read(entry({ exports }))).toEqual({ exports });
    const outcome = { kind: 'refused', code: 'exported', message: 'm' };
    expect(decisionRecord.read(entry({ outcome }))).toEqual({ outcome });
  });
});
