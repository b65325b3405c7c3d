import { bytes, count, listOf, named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

const LAYOUT = oneOf(['single', 'mirror', 'striped-mirror', 'slice', 'mirrored-slice']);
const CODE = oneOf(['size-out-of-range', 'policy-denied', 'no-capacity', 'unreachable', 'search-bounded']);

const ASKED = { class: text(), size: count('Usable GiB.') };

const source = named(
  'ConstraintSource',
  'Who asked for something: a parameter of the class, a rule of a policy, or the inventory.',
  record({ kind: oneOf(['parameter', 'policy', 'inventory']) }, { name: text(), policy: text(), index: count() }),
);

const funnelStep = named(
  'FunnelStep',
  'How many drives a constraint ruled out, of those that all earlier ones left.',
  record({
    source: ref('ConstraintSource'),
    label: text('What drives are that it admits.'),
    ruledOut: count(),
    left: count(),
  }),
);

const shortage = named(
  'Shortage',
  'What a layout has too little of: domains of a level, or drives where no level is said.',
  record(
    {
      layout: record({ layout: LAYOUT, stripes: count(), copies: count(), extent: count('GiB of each leg.') }),
      need: count(),
      have: count('The most that any choice could reach.'),
    },
    { level: text() },
  ),
);

const relaxation = named(
  'Relaxation',
  'One change after which a request that was refused would be placed; it was tried.',
  record(
    {
      kind: oneOf(['return-drive', 'size', 'add-drive', 'parameters', 'rule']),
      text: text('What follows "it would fit".'),
    },
    {
      drive: text('Of return-drive: one that is in maintenance.'),
      enclosure: text('Of return-drive and add-drive.'),
      size: count('Of size: usable GiB. Of add-drive: GiB of the whole drive.'),
      mediaType: oneOf(['HDD', 'SSD']),
      level: text('Of add-drive: where drives are short.'),
      domain: text('Of add-drive.'),
      set: {
        type: 'object',
        additionalProperties: true,
        description: 'Of parameters: what the class would declare; null for what it would not.',
      },
      policy: text('Of rule.'),
      index: count('Of rule: its position in the policy.'),
    },
  ),
);

const refusal = named(
  'ToldRefusal',
  'Why a volume would not be placed.',
  record({
    code: CODE,
    sentence: text('As an error of CSI says it.'),
    lines: listOf(text(), 'The whole of it, for people.'),
    drives: count('How many there are.'),
    funnel: listOf(ref('FunnelStep'), 'In the order applied.'),
    shortages: listOf(ref('Shortage'), 'Of each layout that was tried.'),
    relaxations: listOf(ref('Relaxation'), 'The nearest first.'),
  }),
);

const placement = named(
  'SimulatedPlacement',
  'Where a volume would lie.',
  record(
    {
      backend: text(),
      layout: LAYOUT,
      size: count('Usable GiB.'),
      legs: listOf(
        record({
          drive: text(),
          enclosure: text(),
          extent: record({ start: count(), length: count() }),
          stranded: count(),
        }),
        'In array order; pairs adjacent.',
      ),
      survives: listOf(text()),
    },
    { reachableFrom: listOf(text()) },
  ),
);

const explained = named(
  'ExplainedRequest',
  'What would become of a request: a placement and its reasons, or a refusal.',
  record(
    { kind: oneOf(['placed', 'refused']), ...ASKED },
    { node: text(), placement: ref('SimulatedPlacement'), reasons: listOf(text()), refusal: ref('ToldRefusal') },
  ),
);

const placements = named(
  'SimulatedPlacements',
  'What would become of so many volumes.',
  record(
    {
      kind: oneOf(['place']),
      ...ASKED,
      count: count('That were asked for.'),
      placed: count(),
      layouts: listOf(record({ layout: LAYOUT, volumes: count() })),
      taken: count('GiB of drives that nobody else may use then.'),
      drivesOpened: count('Drives that had no leg before.'),
      spread: listOf(
        record({ level: text(), domains: count(), fewest: count('Legs of one domain.'), most: count() }),
        'Where the legs lie.',
      ),
    },
    { node: text(), refusal: ref('ToldRefusal') },
  ),
);

const filled = named(
  'SimulatedFill',
  'How many more volumes of each class would be placed, each as if the others did not grow.',
  record({
    kind: oneOf(['fill']),
    classes: listOf(
      record(
        { ...ASKED, volumes: count(), total: count('Usable GiB of all of them.') },
        { stoppedBy: record({ code: CODE, message: text() }) },
      ),
    ),
  }),
);

const rebuild = named(
  'Rebuild',
  'What rebuilding takes, where all of it starts at once.',
  record(
    {
      legs: listOf(
        record(
          { volume: text(), from: text('The drive that was lost.'), size: count('GiB.') },
          { to: record({ drive: text(), enclosure: text() }), refusal: text('Why there is no place for it.') },
        ),
      ),
      bytes: bytes('That are copied.'),
      seconds: count('What the busiest drive or uplink needs.'),
      bandwidth: count('Bytes a second of one drive.'),
    },
    { slowest: record({ kind: oneOf(['drive', 'bandwidth-domain']) }, { drive: text(), domain: text() }) },
  ),
);

const loss = named(
  'SimulatedLoss',
  'What would become of the volumes.',
  record({
    kind: oneOf(['loss']),
    target: record({ kind: oneOf(['drive', 'domain']) }, { drive: text(), level: text(), domain: text() }),
    drives: count(),
    untouched: count('Volumes without a leg on a lost drive.'),
    degraded: listOf(text(), 'Volumes that go on without a leg.'),
    lost: listOf(text(), 'Volumes of which no current leg of some pair is left.'),
    rebuild: ref('Rebuild'),
  }),
);

const place = record({ drive: text(), enclosure: text(), start: count('GiB.') });
const space = record({
  slicedDrives: count(),
  blankDrives: count('Enabled SSDs that nothing lies on.'),
  largestHole: count('Usable GiB of the largest free run on a sliced drive.'),
});

const defragmentation = named(
  'SimulatedDefragmentation',
  'What moving slices would gain. Carried out in order, no move writes where something lies.',
  record({
    kind: oneOf(['defrag']),
    moves: listOf(record({ volume: text(), size: count('GiB.'), from: place, to: place })),
    bytes: bytes('That are copied.'),
    before: space,
    after: space,
  }),
);

export const SIMULATION_SCHEMAS: readonly JsonSchema[] = [
  ...[source, funnelStep, shortage, relaxation, refusal, placement],
  ...[explained, placements, filled, rebuild, loss, defragmentation],
];
