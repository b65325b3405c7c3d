import fc from 'fast-check';
import { gib } from '../../../core/model/capacity.ts';
import type { AccessMode } from '../../../core/model/volume.ts';
import type { PolicyScope } from '../../../core/model/policy.ts';
import type { Fields, Value } from '../../../core/policy/cel/values.ts';
import { driveClassOf, requestOf, viewOf } from '../../../core/policy/testing/policies.ts';
import type { DriveClassSpec } from '../../../core/policy/testing/policies.ts';
import { driveView, placementValue, requestView } from '../../../core/policy/views.ts';
import type { ElementVocabulary, Vocabulary } from './grammar.ts';

/** What rules of one scope look at: the words for it, and values as the product makes them. */
export interface Subject {
  readonly scope: PolicyScope;
  readonly kinds: readonly string[];
  readonly vocabulary: Vocabulary;
  /** By the name of the root variable. */
  readonly roots: fc.Arbitrary<Readonly<Record<string, Value>>>;
}

const NOTHING: Vocabulary = {
  ints: [],
  strings: [],
  bools: [],
  stringLists: [],
  stringMaps: [],
  optionalFields: [],
  objectLists: [],
};

const name = fc.constantFrom('a', 'rack-1', 'Rack-é', '😀', '', '42');
const tags = fc.subarray(['gold', 'worn', 'a', '-']);

const request = fc
  .tuple(
    name,
    fc.integer({ min: 1, max: 2 ** 40 }),
    fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    fc.subarray<AccessMode>(['ReadWriteOnce', 'ReadOnlyMany']),
  )
  .map(([called, size, limit, accessModes]) =>
    requestView(
      requestOf(
        size,
        { type: 'slice', selector: 'tier=gold' },
        {
          name: called,
          size: { required: gib(size), limit: limit === undefined ? undefined : gib(limit) },
          accessModes,
        },
      ),
    ),
  );

const driveClass = fc
  .record<DriveClassSpec>(
    {
      enclosure: name,
      group: fc.constantFrom('sg-a', 'sg-b'),
      rack: fc.oneof({ arbitrary: name, weight: 4 }, fc.constant(undefined)),
      media: fc.constantFrom('HDD', 'SSD'),
      tags,
      capacityGiB: fc.integer({ min: 1, max: 20_000 }),
      bandwidthDomain: fc.constantFrom('leaf-a', ''),
    },
    { requiredKeys: ['enclosure', 'group', 'rack', 'media', 'tags', 'capacityGiB'] },
  )
  .map(driveClassOf);

const of = (root: string, fields: readonly string[]): readonly string[] => fields.map((field) => `${root}.${field}`);

/** A field of a few words, so that it may be compared with any: as it stands, comparing it with another is refused. */
const anyText = (field: string): string => `(${field} + "")`;
const anyTexts = (field: string): string => `(${field} + [])`;

const DRIVE_INTS = ['rotationSpeedRPM', 'capacityGiB'];

const driveStrings = (root: string): readonly string[] => [
  ...of(root, ['mediaType', 'protocol', 'state']).map(anyText),
  ...of(root, ['enclosure', 'storageGroup', 'bandwidthDomain']),
];

const driveLists = (root: string): readonly string[] => [`${root}.tags`, anyTexts(`${root}.transports`)];

const REQUEST_WORDS: Vocabulary = {
  ...NOTHING,
  ints: ['request.sizeGiB', 'request.limitGiB'],
  strings: [
    'request.name',
    anyText('request.volumeMode'),
    anyText('request.parameters.type'),
    'request.parameters.selector',
  ],
  stringLists: [anyTexts('request.accessModes')],
  optionalFields: ['request.limitGiB', 'request.parameters.rpm'],
};

const LEG_WORDS: ElementVocabulary = {
  ints: of('o', [...DRIVE_INTS, 'extentGiB']),
  strings: [...driveStrings('o'), 'o.driveId', 'o.domains["rack"]'],
  stringLists: driveLists('o'),
};

/** A declared object is JSON, which rules see as it is. */
const document = (kind: string, fields: fc.Arbitrary<Fields>): fc.Arbitrary<Readonly<Record<string, Value>>> =>
  fc.tuple(name, fields).map(([called, more]) => ({
    object: { apiVersion: 'v1', kind, metadata: { name: called, labels: { rack: called } }, ...more },
    config: { enclosures: ['rack-1'], domains: ['a', 'rack-1'], tags: [] },
  }));

const CONFIG_LISTS = ['config.enclosures', 'config.domains', 'config.tags'];

export const SUBJECTS: readonly Subject[] = [
  { scope: 'Request', kinds: [], vocabulary: REQUEST_WORDS, roots: request.map((view) => ({ request: view })) },
  {
    scope: 'Drive',
    kinds: [],
    vocabulary: {
      ...NOTHING,
      ints: of('drive', DRIVE_INTS),
      strings: driveStrings('drive'),
      stringLists: driveLists('drive'),
      stringMaps: ['drive.domains'],
      optionalFields: ['drive.bandwidthDomain'],
    },
    roots: driveClass.map((drives) => ({ drive: driveView(drives) })),
  },
  {
    scope: 'Placement',
    kinds: [],
    vocabulary: {
      ...REQUEST_WORDS,
      ints: ['placement.sizeGiB', 'request.sizeGiB', 'placement.legs[0].capacityGiB'],
      strings: [anyText('placement.layout'), 'request.name', 'placement.legs[1].enclosure'],
      stringLists: [anyTexts('request.accessModes'), 'placement.legs[0].tags'],
      stringMaps: ['placement.legs[0].domains'],
      objectLists: [{ text: 'placement.legs', element: LEG_WORDS }],
    },
    roots: fc
      .tuple(
        fc.constantFrom('single', 'mirror', 'striped-mirror'),
        fc.array(driveClass, { minLength: 1, maxLength: 4 }),
        request,
      )
      .map(([layout, drives, view]) => ({ placement: placementValue(viewOf(layout, ...drives)), request: view })),
  },
  {
    scope: 'Config',
    kinds: ['StorageClass'],
    vocabulary: {
      ...NOTHING,
      strings: [
        'object.metadata.name',
        anyText('object.provisioner'),
        anyText('object.parameters.type'),
        'object.parameters.rpm',
      ],
      bools: ['object.allowVolumeExpansion'],
      stringLists: ['object.mountOptions', ...CONFIG_LISTS],
      stringMaps: ['object.metadata.labels'],
      optionalFields: ['object.parameters.rpm', 'object.metadata.labels', 'object.mountOptions'],
    },
    roots: document(
      'StorageClass',
      fc.record(
        {
          provisioner: fc.constant('csi.stowage.dev'),
          parameters: fc.record({ type: name, rpm: fc.constantFrom('7200', '0') }, { requiredKeys: ['type'] }),
          allowVolumeExpansion: fc.boolean(),
          mountOptions: tags,
        },
        { requiredKeys: ['provisioner', 'parameters'] },
      ),
    ),
  },
  {
    scope: 'Config',
    kinds: ['Enclosure'],
    vocabulary: {
      ...NOTHING,
      ints: ['object.spec.drives[0].rotationSpeedRPM'],
      strings: ['object.metadata.name', 'object.spec.storageGroup', 'object.spec.domain', 'object.spec.drives[0].id'],
      stringLists: ['object.spec.drives[0].tags', ...CONFIG_LISTS],
      optionalFields: ['object.spec.domain', 'object.spec.portals'],
      objectLists: [
        {
          text: 'object.spec.drives',
          element: {
            ints: ['o.rotationSpeedRPM'],
            strings: ['o.id', anyText('o.mediaType'), 'o.capacity', anyText('o.state')],
            stringLists: ['o.tags'],
          },
        },
      ],
    },
    roots: document(
      'Enclosure',
      fc.record({
        spec: fc.record(
          {
            storageGroup: fc.constantFrom('sg-a', 'sg-b'),
            domain: name,
            drives: fc.array(
              fc.record(
                {
                  id: name,
                  mediaType: fc.constantFrom('HDD', 'SSD'),
                  capacity: fc.constantFrom('18T', '7680G'),
                  rotationSpeedRPM: fc.constantFrom(0, 7200),
                  tags,
                },
                { requiredKeys: ['id', 'mediaType', 'capacity'] },
              ),
              { maxLength: 3 },
            ),
          },
          { requiredKeys: ['storageGroup', 'drives'] },
        ),
      }),
    ),
  },
];
