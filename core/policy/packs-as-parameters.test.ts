import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClassParameters } from '../model/class.ts';
import { NO_POLICY_CONSTRAINTS } from '../model/constraints.ts';
import type { Configuration } from '../model/configuration.ts';
import { TRANSPORTS } from '../model/inventory.ts';
import type { Transport } from '../model/inventory.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { TopologySegment, VolumeRequest } from '../model/volume.ts';
import { parseClassParameters } from '../parse/class-parameters.ts';
import { driveConstraintsOf } from '../placement/class-constraints.ts';
import { buildInventoryIndex, cohortsOf } from '../placement/inventory-index.ts';
import type { InventoryIndex } from '../placement/inventory-index.ts';
import type { PlacementOutcome } from '../placement/outcome.ts';
import { place } from '../placement/place.ts';
import { poolSpaces } from '../placement/pool-space.ts';
import { inventoryOf, requestOf } from '../placement/testing/inventory.ts';
import { constraintsFor } from './index.ts';
import type { CompiledPolicies } from './index.ts';
import { pack } from './testing/packs.ts';
import { compiled } from './testing/policies.ts';

/**
 * A class that asks for something by a parameter, and a class that leaves it to a pack's rules, which read what the
 * first one says: on any inventory both get the same drives in the same order, or both are refused.
 *
 * STOWAGE_RUNS says how many inventories each property tries.
 */
const RUNS = Number(process.env['STOWAGE_RUNS'] ?? 20);

type Declared = Readonly<Record<string, string>>;

const LEAVES = ['leaf-a', 'leaf-b', 'leaf-c'] as const;

/** A few boxes of a few drives, and as many bandwidth domains, none of which reaches another. */
const inventories: fc.Arbitrary<Configuration> = fc
  .array(
    fc.record({
      group: fc.constantFrom('sg-a', 'sg-b', 'sg-c'),
      leaf: fc.constantFrom(...LEAVES),
      transports: fc.subarray([...TRANSPORTS], { minLength: 1 }),
      drives: fc.array(
        fc.record({
          size: fc.constantFrom(20, 30, 50, 80),
          media: fc.constantFrom('HDD' as const, 'HDD' as const, 'SSD' as const),
          rpm: fc.constantFrom(5400, 7200, 15_000),
          tags: fc.subarray(['fast', 'old', 'new']),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((boxes) => {
    const enclosures = boxes.map(({ group, leaf, drives }, at) => ({
      ...{ name: `e${String(at)}`, group, bandwidth: leaf, drives },
    }));
    const inventory = inventoryOf(enclosures, {
      bandwidthDomains: Object.fromEntries(LEAVES.map((leaf) => [leaf, []])),
      nodes: Object.fromEntries(LEAVES.map((leaf) => [`on-${leaf}`, leaf])),
    });
    const portal = (transport: Transport) => ({ transport, address: '192.0.2.1', port: 4420 });
    return {
      ...inventory,
      enclosures: inventory.enclosures.map((each, at) => ({
        ...each,
        portals: (boxes[at]?.transports ?? []).map(portal),
      })),
    };
  });

const flag = fc.constantFrom('true', 'false');
const list = (...names: readonly string[]): fc.Arbitrary<string> =>
  fc.subarray([...names], { minLength: 1 }).chain((some) => fc.constantFrom(some.join(','), some.join(' , ')));

/** The kind of drive and how many copies there are: what decides the layouts, which no rule can do. */
const COMMON = { type: fc.constantFrom('hdd', 'hdd', 'ssd', 'slice'), redundancy: flag };

const sizes = fc.integer({ min: 1, max: 150 });

const bounds = fc.constantFrom('20Gi', '35Gi', '32G', '4e10', '60.5Gi', '42949672960', '42949672961');

/** A parameter that a pack spells out: what classes say, and what one says instead that leaves the matter to the rules. */
interface SpelledOut {
  readonly rules: readonly PlacementPolicy[];
  readonly declared: Readonly<Record<string, fc.Arbitrary<string>>>;
  /** `undefined`: nothing. */
  readonly lenient: Readonly<Record<string, string | undefined>>;
}

const RAID = pack('raid');
const DRIVES = pack('drive-selection');
const BOUNDS = pack('capacity-headroom', { policies: ['requests-keep-within-bounds'] });

const SPELLED_OUT: Readonly<Record<string, SpelledOut>> = {
  striping: { rules: RAID, declared: { striping: flag }, lenient: { striping: 'true' } },
  raidMaxDrives: {
    rules: RAID,
    declared: { raidMaxDrives: fc.constantFrom('2', '3', '4') },
    lenient: { raidMaxDrives: '128' },
  },
  sgResiliency: { rules: RAID, declared: { sgResiliency: flag }, lenient: { sgResiliency: 'false' } },
  jbodResiliency: {
    rules: RAID,
    declared: { sgResiliency: flag, jbodResiliency: flag },
    lenient: { jbodResiliency: 'false' },
  },
  rpm: {
    rules: DRIVES,
    declared: { rpm: fc.constantFrom('0', '7200', '10000', '15000', '20000') },
    lenient: { rpm: '0' },
  },
  requiredTags: {
    rules: DRIVES,
    declared: { requiredTags: list('fast', 'new') },
    lenient: { requiredTags: undefined },
  },
  excludedTags: { rules: DRIVES, declared: { excludedTags: list('old', 'new') }, lenient: { excludedTags: undefined } },
  storageGroup: {
    rules: DRIVES,
    declared: { storageGroup: list('sg-a', 'sg-b', 'sg-c') },
    lenient: { storageGroup: undefined },
  },
  networkTransportsAllowed: {
    rules: DRIVES,
    declared: { networkTransportsAllowed: list(...TRANSPORTS) },
    lenient: { networkTransportsAllowed: undefined },
  },
  minVolumeSize: { rules: BOUNDS, declared: { minVolumeSize: bounds }, lenient: { minVolumeSize: undefined } },
  maxVolumeSize: { rules: BOUNDS, declared: { maxVolumeSize: bounds }, lenient: { maxVolumeSize: undefined } },
};

/** Everything at once. */
const ALL: SpelledOut = {
  rules: [...RAID, ...DRIVES, ...BOUNDS, ...pack('slicing')],
  declared: Object.assign({}, ...Object.values(SPELLED_OUT).map(({ declared }) => declared)) as SpelledOut['declared'],
  lenient: Object.assign({}, ...Object.values(SPELLED_OUT).map(({ lenient }) => lenient)) as SpelledOut['lenient'],
};

function parametersOf(declared: Declared): ClassParameters {
  const parsed = parseClassParameters(declared);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ message }) => message).join('; '));
  return parsed.parameters;
}

/** Bandwidth domains count in one property alone. */
const RELAXED: Declared = { softDomains: 'true' };

/** Rules read what the class declares, whatever of it is asked for by parameters too. */
const requestFor = (size: number, byParameters: Declared, declared: Declared, home?: TopologySegment): VolumeRequest =>
  requestOf(size, parametersOf({ ...RELAXED, ...byParameters }), {
    declaredParameters: declared,
    ...(home && { requisite: [home], preferred: [home] }),
  });

const placeBy = (index: InventoryIndex, request: VolumeRequest, rules: CompiledPolicies): PlacementOutcome =>
  place(index, request, constraintsFor(rules, request, { pools: () => poolSpaces(index, request.parameters) }));

/** What decides about a volume: where it lies, or why it does not. */
const told = (outcome: PlacementOutcome): unknown => (outcome.kind === 'refused' ? outcome.code : outcome.placement);

/**
 * A rule on the layout, and one on what an array survives that nobody asked to be redundant, are tried on candidates: a
 * refusal then proves nothing and says so. A bound on the size is the driver's own refusal, or a rule's.
 */
const REFUSED_ALIKE: Readonly<Record<string, readonly string[]>> = {
  'no-capacity': ['no-capacity', 'search-bounded'],
  'search-bounded': ['search-bounded'],
  'size-out-of-range': ['policy-denied'],
};

function expectAlike(byParameters: PlacementOutcome, byRules: PlacementOutcome): void {
  if (byParameters.kind === 'placed') expect(told(byRules)).toEqual(told(byParameters));
  else expect(REFUSED_ALIKE[byParameters.code]).toContain(told(byRules));
}

const requestsOf = ({ declared }: SpelledOut): fc.Arbitrary<{ readonly size: number; readonly declared: Declared }> =>
  fc
    .record({ size: fc.integer({ min: 1, max: 150 }), declared: fc.record({ ...COMMON, ...declared }) })
    .filter((each) => !('problems' in parseClassParameters(each.declared)));

/** The class without what the rules say instead. */
const leftToRules = ({ lenient }: SpelledOut, declared: Declared): Declared =>
  Object.fromEntries(
    Object.entries({ ...declared, ...lenient }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );

describe('a class that says it and a class that leaves it to the pack get the same placements', () => {
  it.each([...Object.entries(SPELLED_OUT), ['all of them', ALL] as const])('%s', (_, spelled) => {
    const rules = compiled(...spelled.rules);
    fc.assert(
      fc.property(inventories, requestsOf(spelled), (inventory, { size, declared }) => {
        const index = buildInventoryIndex(inventory);
        const byParameters = place(index, requestFor(size, declared, declared), NO_POLICY_CONSTRAINTS);
        const byRules = placeBy(index, requestFor(size, leftToRules(spelled, declared), declared), rules);
        expectAlike(byParameters, byRules);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a kind of drive', () => {
  it.each(['hdd', 'ssd', 'slice'])('%s means the same drives to the parameter and to the rules', (type) => {
    const rules = compiled(...DRIVES, ...pack('slicing'));
    const request = requestFor(1, { type }, { type });
    const [byParameter] = driveConstraintsOf(request.parameters);
    const byRules = constraintsFor(rules, request).drives;
    expect(byParameter?.source).toEqual({ kind: 'parameter', name: 'type' });
    expect(byRules.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(inventories, (inventory) => {
        for (const { drives } of cohortsOf(buildInventoryIndex(inventory))) {
          expect(byRules.every((rule) => rule.admits(drives))).toBe(byParameter?.admits(drives));
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe('what decides the layouts', () => {
  const rules = compiled(...ALL.rules);

  it('is never refused by rules that say the same', () => {
    fc.assert(
      fc.property(inventories, requestsOf(ALL), (inventory, { size, declared }) => {
        const index = buildInventoryIndex(inventory);
        const request = requestFor(size, declared, declared);
        const byParameters = place(index, request, NO_POLICY_CONSTRAINTS);
        if (byParameters.kind === 'placed') expect(told(placeBy(index, request, rules))).toEqual(told(byParameters));
        else expect(told(placeBy(index, request, rules))).toBe(byParameters.code);
      }),
      { numRuns: RUNS },
    );
  });

  it('is not made by a rule: where redundancy is left to it, it refuses all that is not mirrored', () => {
    const raid = compiled(...RAID);
    fc.assert(
      fc.property(inventories, sizes, (inventory, size) => {
        const index = buildInventoryIndex(inventory);
        const declared = { redundancy: 'true' };
        const byRules = placeBy(index, requestFor(size, { redundancy: 'false' }, declared), raid);
        const byParameters = place(index, requestFor(size, declared, declared), NO_POLICY_CONSTRAINTS);
        if (byRules.kind === 'placed') expect(told(byRules)).toEqual(told(byParameters));
        else expect(['no-capacity', 'search-bounded']).toContain(byRules.code);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a bound of a pack and a bound of a class', () => {
  it.each([5, 25, 60])('a slice of at most %d GiB', (most) => {
    const parameters = { mostGiB: String(most) };
    const rules = compiled(...pack('slicing', { policies: ['slices-are-small'], action: 'Deny', parameters }));
    const open = { type: 'slice' };
    const bounded = { ...open, maxVolumeSize: `${String(most)}Gi` };
    fc.assert(
      fc.property(inventories, sizes, (inventory, size) => {
        const index = buildInventoryIndex(inventory);
        const byParameters = place(index, requestFor(size, bounded, bounded), NO_POLICY_CONSTRAINTS);
        expectAlike(byParameters, placeBy(index, requestFor(size, open, open), rules));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('encrypt', () => {
  it('changes nothing about where a volume lies, and without it the rule refuses', () => {
    const rules = compiled(...pack('encryption'));
    fc.assert(
      fc.property(inventories, sizes, flag, (inventory, size, encrypt) => {
        const index = buildInventoryIndex(inventory);
        const byRules = placeBy(index, requestFor(size, { encrypt }, { encrypt }), rules);
        const plain = place(index, requestFor(size, {}, {}), NO_POLICY_CONSTRAINTS);
        if (encrypt === 'false') expect(told(byRules)).toBe('policy-denied');
        else expect(told(byRules)).toEqual(told(plain));
      }),
      { numRuns: RUNS },
    );
  });
});

/** From where a volume is reached is written down where it was asked for; that nothing near fits is told in two ways. */
function withoutReach(outcome: PlacementOutcome): unknown {
  if (outcome.kind === 'placed') return { ...outcome.placement, reachableFrom: undefined };
  return outcome.code === 'unreachable' ? 'no-capacity' : outcome.code;
}

describe('softDomains', () => {
  it('is what the rule on nodes says where no bandwidth domain reaches another', () => {
    const rules = compiled(
      ...pack('bandwidth-domains', { policies: ['volumes-lie-beside-their-nodes'], action: 'Deny' }),
    );
    const requests = fc.record({ size: sizes, redundancy: flag, home: fc.constantFrom(...LEAVES) });
    fc.assert(
      fc.property(inventories, requests, (inventory, { size, redundancy, home }) => {
        const index = buildInventoryIndex(inventory);
        const near = { redundancy, softDomains: 'false' };
        const segment = { bandwidthDomain: home };
        const byParameters = place(index, requestFor(size, near, near, segment), NO_POLICY_CONSTRAINTS);
        const byRules = placeBy(index, requestFor(size, { ...near, ...RELAXED }, near, segment), rules);
        expect(withoutReach(byRules)).toEqual(withoutReach(byParameters));
      }),
      { numRuns: RUNS },
    );
  });
});
