import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { DomainId, DriveId, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import { TRANSPORTS } from '../../../core/model/inventory.ts';
import type { Portal } from '../../../core/model/inventory.ts';
import type { CutLeg, DriveStanding, EnclosureObservation } from '../../backends/composable/enclosure-host.ts';
import type { ArrayEvent } from '../../host/publication-directory.ts';
import { AnswerSchema, CutLegSchema, ReportRequestSchema } from '../../generated/stowage/channel_pb.ts';
import { observationResult, readObservation } from './enclosure-answers.ts';
import { fromWireLegExtent, toWireLegExtent } from './enclosure-commands.ts';
import { readEvent, toWireEvent } from './publications.ts';
import { driveId, fromWirePortal, legId, nodeName } from './values.ts';

const id = <Id extends string>() => fc.uuid().map((text) => text as Id);
const drive = fc
  .stringMatching(/^(wwn-0x[0-9a-f]{16}|eui\.[0-9a-f]{16}|nguid\.[0-9a-f]{32})$/)
  .map((text) => text as DriveId);
const node = fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?$/).map((text) => text as NodeName);
const size = fc.nat({ max: 2 ** 31 }).map(gib);
const extent = fc.record({ start: size, length: size });
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const portal: fc.Arbitrary<Portal> = fc.record({
  transport: fc.constantFrom(...TRANSPORTS),
  address: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('portal-a.example')),
  port: fc.integer({ min: 1, max: 65_535 }),
});
const standing: fc.Arbitrary<DriveStanding> = fc.oneof(
  fc.record({ kind: fc.constantFrom('blank', 'owned') }),
  fc.record({ kind: fc.constant('foreign'), domain: id<DomainId>() }),
  fc.record({ kind: fc.constant('unknown-data'), found: fc.string() }),
  fc.record({ kind: fc.constant('in-use'), by: fc.string() }),
  fc.record({ kind: fc.constant('unreadable'), why: fc.string() }),
);

const observation: fc.Arbitrary<EnclosureObservation> = fc.record({
  drives: fc.array(
    fc.record({
      id: drive,
      mediaType: fc.constantFrom('HDD', 'SSD'),
      protocol: fc.constantFrom('SATA', 'SAS', 'NVMe'),
      rotationSpeedRPM: fc.option(fc.nat({ max: 15_000 }), { nil: undefined }),
      capacityBytes: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      percentageUsed: fc.option(fc.nat({ max: 255 }), { nil: undefined }),
      model: fc.string(),
      serialNumber: fc.string(),
      standing,
    }),
  ),
  legs: fc.array(fc.record({ leg: id<LegId>(), volume: id<VolumeId>(), drive, extent })),
  exports: fc.array(
    fc.record({
      publication: id<PublicationId>(),
      leg: id<LegId>(),
      volume: id<VolumeId>(),
      node,
      address: portal.map((at) => ({ ...at, target: 'nqn.2026-01.dev.stowage:a.b' })),
    }),
  ),
});

const cutLeg: fc.Arbitrary<CutLeg> = fc.record({
  fence: fc.record({ epoch: count, generation: count }),
  volume: id<VolumeId>(),
  leg: id<LegId>(),
  drive,
  extent,
});

describe('what is sent arrives', () => {
  it('as an observation', () => {
    fc.assert(
      fc.property(observation, (observed) => {
        const bytes = toBinary(AnswerSchema, create(AnswerSchema, { id: 1n, result: observationResult(observed) }));
        expect(readObservation(fromBinary(AnswerSchema, bytes).result)).toEqual(observed);
      }),
    );
  });

  it('as a command', () => {
    fc.assert(
      fc.property(cutLeg, (command) => {
        const bytes = toBinary(CutLegSchema, create(CutLegSchema, toWireLegExtent(command)));
        expect(fromWireLegExtent(fromBinary(CutLegSchema, bytes))).toEqual(command);
      }),
    );
  });
});

describe('what a node tells of its array', () => {
  const legs = ['00000000-0000-4000-8000-000000000001' as LegId, '00000000-0000-4000-8000-000000000002' as LegId];
  const events: readonly ArrayEvent[] = [
    { kind: 'starting' },
    { kind: 'stopped', inSync: legs },
    { kind: 'dropped', legs },
    { kind: 'returning', legs },
    { kind: 'recovered', legs },
  ];

  it.each(events)('arrives: $kind', (event) => {
    const sent = toBinary(ReportRequestSchema, create(ReportRequestSchema, { event: toWireEvent(event) }));
    expect(readEvent(fromBinary(ReportRequestSchema, sent).event)).toEqual(event);
  });
});

describe('what is no value of ours is refused', () => {
  const portalMessage = { transport: 1, address: '192.0.2.1', port: 3260 };

  it.each<[string, () => unknown]>([
    ['a leg id in upper case', () => legId('0B5C3A52-6B0F-4F3E-9F55-6B8A3C1D2E01')],
    ['a leg id that is a path', () => legId('../../../../../../../../../../../etc')],
    ['no leg id', () => legId('')],
    ['a drive id that is a path', () => driveId('../sda')],
    ['a drive id that hides', () => driveId('.hidden')],
    ['a drive id without end', () => driveId('a'.repeat(65))],
    ['a node name with a newline', () => nodeName('node-1\nnode-2')],
    ['an address with a blank', () => fromWirePortal({ ...portalMessage, address: '192.0.2.1 -p' } as never)],
    ['port 0', () => fromWirePortal({ ...portalMessage, port: 0 } as never)],
    ['a transport of tomorrow', () => fromWirePortal({ ...portalMessage, transport: 9 } as never)],
    ['a portal that is not there', () => fromWirePortal(undefined)],
    ['a fence that is not there', () => fromWireLegExtent(create(CutLegSchema, {}))],
    [
      'an epoch that numbers do not hold',
      () => fromWireLegExtent(create(CutLegSchema, { fence: { epoch: 2n ** 60n, generation: 1n } })),
    ],
  ])('%s', (_, read) => {
    expect(read).toThrow(expect.objectContaining({ name: 'CsiError', code: 'bad-message' }));
  });
});
