import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PERSISTENT_VOLUME_CLAIMS, STORAGE_CLASSES } from '../api/resource.ts';
import { eventObject } from './event-object.ts';
import type { Regarded } from './event-object.ts';

const CLAIM: Regarded = { resource: PERSISTENT_VOLUME_CLAIMS, namespace: 'shop', name: 'data-0', uid: 'u-1' };
const CLASS: Regarded = { resource: STORAGE_CLASSES, name: 'fast', uid: 'u-2' };

const event = (regarded: Regarded, note = 'full', count = 1) =>
  eventObject({
    regarded,
    type: 'Warning',
    action: 'Provisioning',
    reason: 'NoCapacity',
    series: { note, first: 1_000, last: 61_002, count },
    instance: 'stowage-0',
  });

describe('an event', () => {
  it('is about the claim, in its namespace', () => {
    expect(event(CLAIM)).toEqual({
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: expect.stringMatching(/^data-0\.[0-9a-f]{16}$/) as string, namespace: 'shop' },
      eventTime: '1970-01-01T00:00:01.000000Z',
      type: 'Warning',
      reason: 'NoCapacity',
      action: 'Provisioning',
      note: 'full',
      regarding: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data-0', uid: 'u-1' },
      reportingController: 'csi.stowage.dev',
      reportingInstance: 'stowage-0',
    });
  });

  it('is in the namespace default where it is about a class', () => {
    expect(event(CLASS)).toMatchObject({
      metadata: { namespace: 'default' },
      regarding: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: 'fast', uid: 'u-2' },
    });
  });

  it('differs within its series by the series alone: the rest cannot be changed', () => {
    const { series, ...rest } = event(CLAIM, 'full', 7);
    expect(rest).toEqual(event(CLAIM));
    expect(series).toEqual({ count: 7, lastObservedTime: '1970-01-01T00:01:01.002000Z' });
  });

  it('is called something that Kubernetes takes, whatever its claim is called', () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/);
    const name = fc.array(label, { minLength: 1, maxLength: 12 }).map((labels) => labels.join('.').slice(0, 253));
    fc.assert(
      fc.property(name, (claim) => {
        const called = event({ ...CLAIM, name: claim.replace(/[-.]+$/, '') }).metadata.name;
        expect(called).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
        expect(called.length).toBeLessThanOrEqual(253);
      }),
    );
  });

  it('says no more than fits, and no half characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const note = String(event(CLAIM, text)['note']);
        expect(Buffer.byteLength(note)).toBeLessThanOrEqual(1024);
        if (Buffer.byteLength(text) <= 1024) expect(note).toBe(text);
        else expect(text.startsWith(note.slice(0, -1))).toBe(true);
      }),
    );
  });
});
