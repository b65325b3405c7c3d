import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeTopology, toSegments, volumeTopology } from './topology-segments.ts';

const segment = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9-]{0,30}$/), fc.string({ minLength: 1 }), {
  noNullPrototype: true,
});

describe('topology segments', () => {
  it('carry the prefix of the driver', () => {
    expect(volumeTopology([{ rack: 'r1' }])).toEqual([{ segments: { 'topology.csi.stowage.dev/rack': 'r1' } }]);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(segment), (segments) => {
        expect(toSegments(volumeTopology(segments))).toEqual({ kind: 'ok', value: segments });
        expect(toSegments(segments.map(nodeTopology))).toEqual({ kind: 'ok', value: segments });
      }),
    );
  });

  it('of a node are never empty, or Kubernetes would not provision for it', () => {
    expect(Object.keys(nodeTopology({}).segments)).toHaveLength(1);
  });

  it('with a foreign key are refused, for to ignore it would be to break it', () => {
    const foreign = [{ segments: { 'topology.kubernetes.io/zone': 'z1' } }];
    expect(toSegments(foreign)).toMatchObject({ kind: 'error', code: 'invalid-argument' });
  });
});
