import { expect, it } from 'vitest';
import type { BandwidthDomainName } from '../../../core/model/ids.ts';
import type { BandwidthDomain } from '../../../core/model/inventory.ts';
import type { ApiSnapshot } from '../api-port.ts';
import { bandwidthDomainViewer } from './bandwidth-domain-view.ts';

const domainOf = (name: string, bitsPerSecond: bigint | undefined): BandwidthDomain => ({
  name: name as BandwidthDomainName,
  bitsPerSecond,
  reaches: new Set([name, 'row-9'] as BandwidthDomainName[]),
});

const volume = (boxes: readonly string[], bandwidthPerLeg: number | undefined, kind = 'ready') => ({
  ...{ phase: { kind }, legs: boxes.map((enclosure) => ({ enclosure })) },
  ...(bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg }),
});

const SNAPSHOT = {
  active: {
    configuration: {
      enclosures: [
        { name: 'a', bandwidthDomain: 'row-1' },
        { name: 'b', bandwidthDomain: 'row-1' },
        { name: 'c', bandwidthDomain: 'row-2' },
      ],
    },
  },
  volumes: [
    volume(['a', 'b'], 4e9),
    volume(['b', 'c'], 1e9),
    volume(['a'], undefined),
    volume(['a'], 7e9, 'releasing'),
    volume(['gone'], 7e9),
  ],
} as unknown as ApiSnapshot;

it.each<[string, bigint | undefined, object]>([
  ['row-1', 10_000_000_000n, { enclosures: 2, volumes: 2, reserved: 9e9, bandwidth: 1e10, left: 1e9 }],
  ['row-1', 8_000_000_000n, { enclosures: 2, volumes: 2, reserved: 9e9, bandwidth: 8e9, left: -1e9 }],
  ['row-2', undefined, { enclosures: 1, volumes: 1, reserved: 1e9 }],
])('shows what is reserved of %s with %s bit/s', (name, speed, shown) => {
  expect(bandwidthDomainViewer(SNAPSHOT)(domainOf(name, speed))).toEqual({ name, reaches: ['row-9'], ...shown });
});
