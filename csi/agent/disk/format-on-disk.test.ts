import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { DomainId, DriveId, EnclosureName, LegId, VolumeId } from '../../../core/model/ids.ts';
import { modelDrive } from '../testing/model-drive.ts';
import { runProgram } from '../testing/model-programs.ts';
import type { ProgramHost } from '../testing/model-programs.ts';
import { freeNumber, layoutIn, sfdiskScript, withLeg, withoutLeg } from './drive-layout.ts';
import type { DriveLayout, LegPartition } from './drive-layout.ts';
import { ownerLabelBytes, parseOwnerLabel } from './owner-label.ts';
import { parsePartitionTable } from './partition-table.ts';

const LABEL = {
  domain: '9d6a1f1e-0000-4000-8000-000000000001' as DomainId,
  drive: 'wwn-0x5000c500a1b20000' as DriveId,
  enclosure: 'jbod-1' as EnclosureName,
};

const uuid = fc.uuid().map((text) => text.toLowerCase());

/** Legs side by side, numbered anyhow. */
const layouts: fc.Arbitrary<DriveLayout> = fc
  .record({
    id: uuid,
    label: uuid,
    legs: fc.uniqueArray(
      fc.record({
        leg: uuid,
        volume: uuid,
        number: fc.integer({ min: 2, max: 256 }),
        length: fc.integer({ min: 1, max: 9 }),
        gap: fc.nat(3),
        zeroed: fc.boolean(),
        wiping: fc.boolean(),
        toFill: fc.boolean(),
      }),
      { maxLength: 12, selector: ({ number }) => number },
    ),
  })
  .map(({ id, label, legs }) => {
    let next = 1;
    const placed = legs.map(({ leg, volume, number, length, gap, zeroed, wiping, toFill }): LegPartition => {
      const start = next + gap;
      next = start + length;
      return {
        number,
        leg: leg as LegId,
        volume: volume as VolumeId,
        extent: { start: gib(start), length: gib(length) },
        zeroed,
        wiping,
        toFill,
      };
    });
    return {
      id,
      sectorBytes: 512,
      label: { uuid: label, domain: LABEL.domain },
      legs: placed.sort((a, b) => a.number - b.number),
    };
  });

/** What sfdisk makes of a script, and reads back. */
function throughSfdisk(script: string): string {
  const host: ProgramHost = {
    drives: [modelDrive('sda', { wwid: 'naa.5000c500a1b20000', gib: 256 })],
    addresses: [],
    names: new Map(),
    udev: false,
    claimed: () => [],
    loadModules: () => undefined,
  };
  expect(runProgram(host, { program: 'sfdisk', args: ['/dev/sda'], input: script })).toMatchObject({ status: 0 });
  return runProgram(host, { program: 'sfdisk', args: ['--json', '/dev/sda'] })?.stdout ?? '';
}

describe('the partition table', () => {
  it('reads back as it was written, whatever legs there are', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const table = parsePartitionTable(throughSfdisk(sfdiskScript(layout)), '/dev/sda');
        expect(table && layoutIn(table)).toEqual({ kind: 'layout', layout, strange: undefined });
      }),
      { numRuns: 200 },
    );
  });

  it('is this script', () => {
    const leg: LegPartition = {
      number: 2,
      leg: '00000000-0000-4000-8000-00000000001a' as LegId,
      volume: '00000000-0000-4000-8000-0000000000f0' as VolumeId,
      extent: { start: gib(1), length: gib(2) },
      zeroed: true,
      wiping: false,
      toFill: false,
    };
    const layout: DriveLayout = {
      id: undefined,
      sectorBytes: 4096,
      label: { uuid: undefined, domain: LABEL.domain },
      legs: [leg],
    };
    expect(sfdiskScript(layout).split('\n')).toEqual([
      'label: gpt',
      'unit: sectors',
      'table-length: 256',
      '1 : start=256, size=256, type=53544f57-4c41-4245-8c5f-6b1d0f3c7a01, name="9d6a1f1e-0000-4000-8000-000000000001"',
      '2 : start=262144, size=524288, type=53544f57-4c45-4745-8c5f-6b1d0f3c7a02, ' +
        'uuid=00000000-0000-4000-8000-00000000001a, name="00000000-0000-4000-8000-0000000000f0", attrs="GUID:48"',
      '',
    ]);
  });

  it('gives each leg the lowest free number, until it is full', () => {
    fc.assert(
      fc.property(layouts, (layout) => {
        const number = freeNumber(layout);
        const taken = layout.legs.map((leg) => leg.number);
        expect(taken).not.toContain(number);
        for (let lower = 2; lower < (number ?? 0); lower += 1) expect(taken).toContain(lower);
      }),
    );
    const [first] = fc.sample(
      layouts.filter(({ legs }) => legs.length > 0),
      1,
    );
    const legs = Array.from({ length: 255 }, (_, index) => ({ ...first!.legs[0]!, number: index + 2 }));
    expect(freeNumber({ ...first!, legs })).toBeUndefined();
  });

  it('takes a leg in and out without touching others', () => {
    fc.assert(
      fc.property(
        layouts.filter(({ legs }) => legs.length > 0),
        fc.nat(),
        (layout, index) => {
          const leg = layout.legs[index % layout.legs.length]!;
          expect(withLeg(withoutLeg(layout, leg.leg), leg)).toEqual(layout);
        },
      ),
    );
  });

  it.each([
    ['no JSON', 'what'],
    ['no table', '{}'],
    ['another kind of table', '{"partitiontable":{"label":"dos","unit":"sectors","id":"0x1","sectorsize":512}}'],
    ['a table without an id', '{"partitiontable":{"label":"gpt","unit":"sectors","sectorsize":512}}'],
    [
      'sectors that nobody has',
      '{"partitiontable":{"label":"gpt","unit":"sectors","sectorsize":513,"id":"00000000-0000-4000-8000-000000000000"}}',
    ],
    [
      'more partitions than there can be',
      JSON.stringify({
        partitiontable: {
          label: 'gpt',
          unit: 'sectors',
          sectorsize: 512,
          id: '00000000-0000-4000-8000-000000000000',
          partitions: Array.from({ length: 300 }, () => ({})),
        },
      }),
    ],
    [
      'a partition of another device',
      JSON.stringify({
        partitiontable: {
          label: 'gpt',
          unit: 'sectors',
          sectorsize: 512,
          id: '00000000-0000-4000-8000-000000000000',
          partitions: [{ node: '/dev/sdb1', start: 2048, size: 2048, type: LABEL.domain, uuid: LABEL.domain }],
        },
      }),
    ],
  ])('is not read from %s', (_what, json) => {
    expect(parsePartitionTable(json, '/dev/sda')).toBeUndefined();
  });
});

describe('the owner label', () => {
  it('reads back as it was written, in 4 KiB', () => {
    const bytes = ownerLabelBytes(LABEL);
    expect(bytes).toHaveLength(4096);
    expect(parseOwnerLabel(bytes)).toEqual(LABEL);
    expect(new TextDecoder().decode(bytes).replaceAll('\0', '')).toBe(
      '{"stowage":"owner-label","format":1,"domain":"9d6a1f1e-0000-4000-8000-000000000001",' +
        '"drive":"wwn-0x5000c500a1b20000","enclosure":"jbod-1"}',
    );
  });

  const written = (text: string): Uint8Array => {
    const bytes = new Uint8Array(4096);
    bytes.set(new TextEncoder().encode(text));
    return bytes;
  };
  it.each([
    ['zeros', new Uint8Array(4096)],
    ['noise', new Uint8Array(4096).fill(7)],
    ['no JSON', written('{')],
    ['another format', written(JSON.stringify({ stowage: 'owner-label', format: 2, ...LABEL }))],
    ['no domain', written(JSON.stringify({ stowage: 'owner-label', format: 1, ...LABEL, domain: 'mine' }))],
    ['something behind it', written(`${JSON.stringify({ stowage: 'owner-label', format: 1, ...LABEL })}\0x`)],
    ['a short read', new Uint8Array(512)],
  ])('is not read from %s', (_what, bytes) => {
    expect(parseOwnerLabel(bytes)).toBeUndefined();
  });

  it('is not read from any noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), (noise) => {
        const bytes = new Uint8Array(4096);
        bytes.set(noise);
        expect(parseOwnerLabel(bytes)).toBeUndefined();
      }),
    );
  });
});
