import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { gib } from '../model/capacity.ts';
import type { DriveConstraint } from '../model/constraints.ts';
import type { DriveId } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { policyOf } from '../policy/testing/policies.ts';
import { verifyPlacement } from '../verify/verify-placement.ts';
import { buildInventoryIndex, occupy } from '../placement/inventory-index.ts';
import { place } from '../placement/place.ts';
import type { EnclosureSpec } from '../placement/testing/inventory.ts';
import { drain } from '../model/turns.ts';
import { copiesOf, takenBy, useOf } from './ground.ts';
import type { SimulatedVolume, SimulationGround } from './ground.ts';
import { openLedger } from './ledger.ts';
import { fateOf } from './loss.ts';
import type { SimulatedLoss } from './loss.ts';
import { legReplacer } from './replace-leg.ts';
import { requestFor } from './requests.ts';
import { simulate } from './simulation.ts';
import type { SimulationAnswer, SimulationQuestion } from './simulation.ts';
import { again, groundOf } from './testing/ground.ts';

const CLASSES = {
  fast: { type: 'slice' },
  safe: { type: 'slice', redundancy: 'true' },
  disk: { type: 'hdd', striping: 'false' },
  pair: { type: 'hdd', redundancy: 'true', sgResiliency: 'false' },
};

const ssd = (size: number) => ({ size, media: 'SSD' as const });
const BOXES: readonly EnclosureSpec[] = [
  { name: 'a1', group: 'sg-a', rack: 'a', drives: [ssd(50), ssd(50), { size: 100 }] },
  { name: 'b1', group: 'sg-b', rack: 'b', drives: [ssd(50), ssd(50), { size: 100 }] },
  { name: 'c1', group: 'sg-c', rack: 'c', drives: [ssd(50), { size: 100 }] },
];

const ask = <Kind extends SimulationQuestion['kind']>(
  ground: SimulationGround,
  kind: Kind,
  of: Extract<SimulationQuestion, { kind: Kind }>['of'],
): SimulationAnswer => drain(simulate(ground, { kind, of } as SimulationQuestion));

describe('placing many', () => {
  it('counts how many fit, and says what stops the next', () => {
    const answer = ask(groundOf({ boxes: BOXES, classes: CLASSES }), 'place', {
      class: 'safe',
      size: gib(20),
      count: 10,
    });
    expect(answer).toMatchObject({
      kind: 'place',
      placed: 4,
      layouts: [{ layout: 'mirrored-slice', volumes: 4 }],
      taken: 168,
      drivesOpened: 4,
      spread: [{ level: 'rack', domains: 2, fewest: 4, most: 4 }, {}, {}],
      refusal: { code: 'no-capacity', relaxations: [{ kind: 'add-drive' }, { kind: 'size' }] },
    });
  });

  it('says nothing of a refusal where all fit', () => {
    const answer = ask(groundOf({ boxes: BOXES, classes: CLASSES }), 'place', {
      class: 'fast',
      size: gib(1),
      count: 3,
    });
    expect(answer).toMatchObject({ placed: 3 });
    expect(answer).not.toHaveProperty('refusal');
  });

  it('stops where the backend may have no more, and takes back what it filled', () => {
    const ground = groundOf({ boxes: BOXES, classes: CLASSES, limits: { maxVolumes: 3 } });
    const [filled] = (ask(ground, 'fill', { class: 'fast', size: gib(1) }) as { classes: readonly object[] }).classes;
    expect(filled).toMatchObject({ volumes: 3, stoppedBy: { code: 'no-capacity' } });
    expect(ask(ground, 'place', { class: 'fast', size: gib(1), count: 10 })).toMatchObject({ placed: 3 });
  });

  it.each([
    ['which counts what volumes grow to', { maxTotalBytes: 30n * 2n ** 30n }, { target: gib(20) }, 1],
    ['which counts no volume that is being released', { maxVolumes: 2 }, { releasing: true }, 2],
    ['though a volume has the name of one that is simulated', { maxVolumes: 2 }, { name: 'simulated-1' }, 1],
  ])('goes by what the backend may have, %s', (_, limits, changes, placed) => {
    const ground = groundOf({
      ...{ boxes: BOXES, classes: CLASSES, limits },
      volumes: [{ name: 'v', size: 10, parameters: CLASSES.fast }],
    });
    const changed = again(
      ground,
      ground.volumes.map((volume) => ({ ...volume, ...changes })),
    );
    expect(ask(changed, 'place', { class: 'fast', size: gib(10), count: 10 })).toMatchObject({ placed });
  });

  it('counts a volume whose namesake is still being released', () => {
    const ground = groundOf({
      ...{ boxes: BOXES, classes: CLASSES, limits: { maxVolumes: 2 } },
      volumes: ['v', 'w'].map((name) => ({ name, size: 10, parameters: CLASSES.fast })),
    });
    const [first, second] = ground.volumes as [SimulatedVolume, SimulatedVolume];
    const namesake = again(ground, [first, { ...second, name: first.name, releasing: true }]);
    expect(ask(namesake, 'place', { class: 'fast', size: gib(1), count: 10 })).toMatchObject({ placed: 1 });
  });

  it.each([
    ['class', { class: 'fasd', size: gib(1), count: 1 }, 'there is no class "fasd". Did you mean fast?'],
    ['node', { class: 'fast', size: gib(1), count: 1, node: 'n1' }, 'there is no node "n1". None is declared.'],
  ])('names a %s that is not there', (_, of, message) => {
    expect(ask(groundOf({ boxes: BOXES, classes: CLASSES }), 'place', of)).toEqual({ kind: 'unknown', message });
  });
});

describe('legs that find another place', () => {
  it('are asked the same of drives by the same constraints, whichever volume they are of', () => {
    const ground = groundOf({
      ...{ boxes: BOXES, classes: CLASSES },
      volumes: ['v', 'w', 'x'].map((name) => ({ name, size: 10, parameters: CLASSES.safe })),
      policies: [policyOf('Placement', ['placement.legs.map(l, l.domains.rack).distinct().size() > 1'])],
    });
    const numberOf = vi.spyOn(ground.index.keeper, 'numberOf');
    const replace = legReplacer(ground, openLedger(ground.index, takenBy(ground.volumes)));
    const found = ground.volumes.flatMap((volume) => volume.legs.map((_, at) => replace(volume, at).kind));
    expect(found).toContain('found');
    const asked = new Set(numberOf.mock.calls.map(([constraint]) => constraint as DriveConstraint));
    const taken = new Set(ground.volumes.flatMap(({ legs }) => legs.map(({ enclosure }) => enclosure)));
    const labels = [...asked].map(({ label }) => label);
    expect(labels.filter((label) => label === 'of backend main')).toHaveLength(1);
    for (const level of ['rack', 'enclosure', 'storageGroup']) {
      const apart = labels.filter((label) => label === `in another ${level} than the leg that stays`);
      expect(apart.length).toBeLessThanOrEqual(taken.size);
    }
    expect(labels.filter((label) => label === 'in a rack that no other leg lies in').length).toBeLessThanOrEqual(
      taken.size,
    );
  });
});

describe('explaining', () => {
  it.each([
    [20, 'placed'],
    [90, 'refused'],
  ])('says of %i GiB that it is %s', (size, kind) => {
    const ground = groundOf({ boxes: BOXES, classes: CLASSES });
    expect(ask(ground, 'explain', { class: 'fast', size: gib(size) })).toMatchObject({ kind, class: 'fast' });
  });

  it('fills a drive no further than the backend has room', () => {
    const ground = groundOf({
      ...{ boxes: BOXES, limits: { maxTotalBytes: 60n * 2n ** 30n } },
      classes: { whole: { type: 'hdd', striping: 'false', fillDrive: 'true' } },
    });
    expect(ask(ground, 'explain', { class: 'whole', size: gib(10) })).toMatchObject({ placement: { size: 60 } });
  });

  it('tells all of a refusal', () => {
    const ground = groundOf({ boxes: BOXES, classes: CLASSES });
    const answer = ask(ground, 'explain', { class: 'fast', size: gib(90) });
    expect(answer.kind === 'refused' && answer.refusal.lines).toEqual([
      'refused (no-capacity): needs an SSD with 91 GiB free in one piece, there is none',
      'of 8 drives 5 qualify:',
      '  - 3 not an SSD (parameter type), 5 left',
      'it would fit, the nearest change first:',
      '  - with one more SSD of 93 GiB in enclosure a1',
      '  - with size 49Gi',
    ]);
  });
});

describe('filling', () => {
  const volumes = [{ name: 'v', size: 30, parameters: CLASSES.fast }];

  it('counts each class for itself, of the size that its volumes have', () => {
    expect(ask(groundOf({ boxes: BOXES, classes: CLASSES, volumes }), 'fill', {})).toMatchObject({
      classes: [
        { class: 'fast', size: 30, volumes: 4, total: 120 },
        { class: 'safe', size: 100, volumes: 0 },
        { class: 'disk', size: 100, volumes: 0, stoppedBy: { code: 'no-capacity' } },
        { class: 'pair', size: 100 },
      ],
    });
  });

  it('leaves everything as it was', () => {
    const ground = groundOf({ boxes: BOXES, classes: CLASSES, volumes });
    const first = ask(ground, 'fill', { size: gib(7) });
    expect(ask(ground, 'fill', { size: gib(7) })).toEqual(first);
  });

  it('stops where the next one is refused, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom(...Object.keys(CLASSES)), (size, name) => {
        const ground = groundOf({ boxes: BOXES, classes: CLASSES, volumes });
        const answer = ask(again(ground), 'fill', { class: name, size: gib(size) });
        const made = requestFor(ground.configuration, { class: name, size: gib(size) });
        if (answer.kind !== 'fill' || made.kind === 'unknown') throw new Error('is there');
        let placed = 0;
        for (;;) {
          const request = made.named(`simulated-${String(placed + 1)}`);
          const outcome = place(ground.index, request, ground.policyOf(request));
          if (outcome.kind === 'refused') break;
          occupy(ground.index, outcome.placement.legs, useOf(outcome.placement.layout));
          placed += 1;
        }
        expect(answer.classes[0]?.volumes).toBe(placed);
      }),
      { numRuns: 30 },
    );
  });
});

const loss = (ground: SimulationGround, domain: string, level = 'rack', bandwidth = 2 ** 30): SimulatedLoss => {
  const answer = ask(ground, 'loss', { target: { kind: 'domain', level, domain }, bandwidth });
  if (answer.kind !== 'loss') throw new Error(answer.kind);
  return answer;
};

describe('losing', () => {
  const spec = {
    boxes: BOXES,
    classes: CLASSES,
    volumes: [
      { name: 'mirror', size: 10, parameters: CLASSES.safe },
      { name: 'alone', size: 10, parameters: CLASSES.fast },
      { name: 'disk', size: 10, parameters: CLASSES.disk },
    ],
  };

  it('tells what is lost, what goes on, and where it is rebuilt', () => {
    const ground = groundOf(spec);
    const [mirror] = ground.volumes.filter(({ name }) => name === 'mirror');
    const [first, second] = mirror?.legs ?? [];
    const rack = first?.enclosure.charAt(0) ?? '';
    const answer = loss(groundOf(spec), rack);
    expect(answer.degraded).toEqual(['mirror']);
    expect(answer.untouched + answer.lost.length).toBe(2);
    expect(answer.rebuild).toMatchObject({ bytes: String(10n * 2n ** 30n), seconds: 10 });
    const [leg] = answer.rebuild.legs;
    expect(leg).toMatchObject({ volume: 'mirror', from: first?.drive, size: 10 });
    expect([rack, second?.enclosure.charAt(0)]).not.toContain(leg?.to?.enclosure.charAt(0));
  });

  it('says why a leg has no place', () => {
    const two = { ...spec, boxes: BOXES.slice(0, 2) };
    expect(loss(groundOf(two), 'a1', 'enclosure').rebuild.legs[0]?.refusal).toMatch(
      /^needs a drive that is in another storageGroup/,
    );
  });

  it.each([
    ['drive', { kind: 'drive' as const, drive: 'a1-00' }, /no drive "a1-00"/],
    [
      'rack',
      { kind: 'domain' as const, level: 'rack', domain: 'elsewhere' },
      /no rack "elsewhere". There are a, b, c\./,
    ],
    ['level', { kind: 'domain' as const, level: 'hall', domain: 'z' }, /no level "hall"/],
  ])('names a %s that is not there', (_, target, message) => {
    const answer = ask(groundOf(spec), 'loss', { target, bandwidth: 1 });
    expect(answer).toMatchObject({ kind: 'unknown', message: expect.stringMatching(message) as unknown });
  });
});

const racks = policyOf('Placement', ["placement.survives('rack')"], { name: 'racks' as PlacementPolicy['name'] });

const boxes = fc
  .array(
    fc.record({
      rack: fc.constantFrom('a', 'b', 'c'),
      drives: fc.array(fc.constantFrom(ssd(20), ssd(30), { size: 40 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((list) => list.map((box, at): EnclosureSpec => ({ name: `e${String(at)}`, group: `sg-${box.rack}`, ...box })));

const volumes = fc.array(
  fc.record({ parameters: fc.constantFrom(...Object.values(CLASSES)), size: fc.integer({ min: 1, max: 18 }) }),
  { maxLength: 9 },
);

const grounds = fc.record({
  boxes,
  volumes: volumes.map((list) => list.map((volume, at) => ({ ...volume, name: `v${String(at)}` }))),
  deleted: fc.subarray(
    Array.from({ length: 9 }, (_, at) => `v${String(at)}`),
    { maxLength: 5 },
  ),
  policies: fc.subarray([racks]),
  classes: fc.constant(CLASSES),
});

it('knows the fate of a volume by the bytes that are left of it', () => {
  const legs = fc.array(fc.record({ drive: fc.integer({ min: 0, max: 5 }), current: fc.boolean() }), {
    minLength: 6,
    maxLength: 6,
  });
  const layouts = fc.constantFrom<readonly [SimulatedVolume['layout'], number]>(
    ['single', 1],
    ['slice', 1],
    ['mirror', 2],
    ['mirrored-slice', 2],
    ['striped-mirror', 4],
    ['striped-mirror', 6],
  );
  const drives = fc.subarray([0, 1, 2, 3, 4, 5]);
  fc.assert(
    fc.property(legs, layouts, drives, drives, (all, [layout, count], lost, failed) => {
      const own = all.slice(0, count);
      // Chunk n of the data lies on the legs of pair n: what nobody has is lost.
      const chunks = Array.from({ length: count / copiesOf(layout) }, (_, chunk) =>
        own.filter((_, at) => Math.floor(at / copiesOf(layout)) === chunk),
      );
      const readable = chunks.every((holders) =>
        holders.some(({ drive, current }) => current && !lost.includes(drive) && !failed.includes(drive)),
      );
      const touched = own.some(({ drive }) => lost.includes(drive));
      const expected = touched ? (readable ? 'degraded' : 'lost') : 'untouched';
      const ids = (numbers: readonly number[]) => new Set(numbers.map((number) => String(number) as DriveId));
      const volume = { layout, legs: own.map((leg) => ({ ...leg, drive: String(leg.drive) })) };
      expect(fateOf(volume as unknown as SimulatedVolume, ids(lost), ids(failed))).toBe(expected);
    }),
  );
});

/** What a volume was made to survive. */
const survivesOf = (
  { parameters, layout }: SimulatedVolume,
  policies: readonly PlacementPolicy[],
): readonly string[] =>
  copiesOf(layout) === 1
    ? []
    : [
        ...(parameters['sgResiliency'] === 'false' ? [] : ['storageGroup']),
        'enclosure',
        ...(policies.length > 0 ? ['rack'] : []),
      ];

/** Whether all volumes lie soundly together, as code that knows no search says. */
function expectSound(ground: SimulationGround, all: readonly SimulatedVolume[]): void {
  for (const volume of all) {
    const taken = all
      .filter(({ name }) => name !== volume.name)
      .flatMap(({ legs, layout }) =>
        legs.map(({ drive, extent }) => ({ drive, extent, whole: useOf(layout) === 'whole' })),
      );
    const placement = { ...volume, survives: [] };
    const survives = survivesOf(volume, ground.configuration.policies) as never;
    expect(verifyPlacement(ground.configuration, taken, placement, { survives, spread: [] })).toEqual([]);
  }
}

it('rebuilds onto drives that are left, where every volume keeps what it was made to survive', () => {
  let rebuilt = 0;
  fc.assert(
    fc.property(grounds, (spec) => {
      const ground = groundOf(spec);
      const answer = loss(again(ground), 'e0', 'enclosure');
      const lost = new Set(ground.configuration.enclosures[0]?.drives.map(({ id }) => id));
      const after = ground.volumes
        .filter(({ name }) => !answer.lost.includes(name))
        .map((volume) => {
          const replaced = answer.rebuild.legs.filter((leg) => leg.volume === volume.name);
          return { volume, replaced };
        });
      for (const { volume, replaced } of after) {
        for (const { from, to } of replaced) {
          const at = volume.legs.findIndex(({ drive }) => drive === from);
          expect(at).toBeGreaterThanOrEqual(0);
          if (!to) continue;
          rebuilt += 1;
          expect(lost.has(to.drive)).toBe(false);
          const partner = volume.legs[at ^ 1];
          expect(to.enclosure).not.toBe(partner?.enclosure);
          if (spec.policies.length > 0) {
            const rackOf = (name: string) => spec.boxes.find((box) => box.name === name)?.rack;
            expect(rackOf(to.enclosure)).not.toBe(rackOf(partner?.enclosure ?? ''));
          }
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(rebuilt).toBeGreaterThan(10);
});

it('plans moves that never overlap, keep every hard constraint, and reach what is said', () => {
  let [moved, emptied, enlarged] = [0, 0, 0];
  fc.assert(
    fc.property(grounds, (spec) => {
      const ground = groundOf(spec);
      const answer = ask(again(ground), 'defrag', { moves: 100 });
      if (answer.kind !== 'defrag') throw new Error(answer.kind);
      let now = ground.volumes;
      const index = buildInventoryIndex(ground.configuration);
      for (const { legs, layout } of now) occupy(index, legs, useOf(layout));
      for (const { volume: name, size, from, to } of answer.moves) {
        const volume = now.find((each) => each.name === name)!;
        const at = volume.legs.findIndex(({ drive, extent }) => drive === from.drive && extent.start === from.start);
        const leg = { ...volume.legs[at]!, drive: to.drive, enclosure: to.enclosure };
        const placed = { ...leg, extent: { start: to.start, length: gib(size + 1) } };
        // Both places are taken while it is copied.
        const both = { ...volume, legs: [placed] };
        const others = now.flatMap(({ legs, layout }) =>
          legs.map(({ drive, extent }) => ({ drive, extent, whole: useOf(layout) === 'whole' })),
        );
        const overlaps = verifyPlacement(ground.configuration, others, { ...both, layout: 'slice', survives: [] });
        expect(overlaps).toEqual([]);
        now = now.map((each) => (each.name === name ? { ...each, legs: each.legs.with(at, placed) } : each));
        expectSound(ground, now);
      }
      const used = new Set(now.flatMap(({ legs }) => legs.map(({ drive }) => drive)));
      const drives = ground.configuration.enclosures.flatMap((each) => each.drives);
      const blank = drives.filter(({ id, mediaType }) => mediaType === 'SSD' && !used.has(id)).length;
      expect(answer.after.blankDrives).toBe(blank);
      expect(answer.after.blankDrives).toBeGreaterThanOrEqual(answer.before.blankDrives);
      moved += answer.moves.length;
      if (answer.after.blankDrives > answer.before.blankDrives) emptied += 1;
      else if (answer.moves.length > 0) {
        expect(answer.after.largestHole).toBeGreaterThan(answer.before.largestHole);
        enlarged += 1;
      }
    }),
    { numRuns: 150 },
  );
  expect(moved).toBeGreaterThan(20);
  expect(emptied).toBeGreaterThan(5);
  expect(enlarged).toBeGreaterThan(1);
});
