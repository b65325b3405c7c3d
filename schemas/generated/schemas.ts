// Written by tools/generate.mjs from schemas/. Do not edit.

/** The part of JSON Schema that the schemas use: that which a CustomResourceDefinition takes. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly required?: readonly string[];
  /** Of an object with fields of its own: it has no others. */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Of an object that maps any key to a value of one type. */
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

/** The kinds that can be declared. */ export type SchemaKind =
  | 'Backend'
  | 'Enclosure'
  | 'PlacementPolicy'
  | 'PolicyBinding'
  | 'PolicyException'
  | 'PolicyTest'
  | 'StorageClass'
  | 'Topology'
  | 'VolumeAttributesClass'
  | 'VolumeSnapshotClass';
/** By kind. */ export const schemas: Readonly<Record<SchemaKind, Schema>> = {
  Backend: {
    title: 'Backend',
    description: 'A storage system that volumes come from.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['Backend'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'BackendSpec',
        description:
          'What the storage system is and what it takes. It has exactly one driver block: `composable` or `nfs`.',
        type: 'object',
        properties: {
          composable: {
            title: 'BackendComposable',
            description:
              'Driver block. Drives in enclosures, composed into volumes on the node that uses them. Left out: the backend is of another driver.',
            type: 'object',
            properties: {
              storageGroups: {
                description: 'The storage groups it owns. Left out: every one that no other backend names.',
                type: 'array',
                minItems: 1,
                maxItems: 1024,
                items: { type: 'string', pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$' },
                example: ['sg-a', 'sg-b'],
              },
              encryption: {
                title: 'BackendEncryption',
                description:
                  'What encrypted volumes derive their keys from. Left out: no volume of the backend can be encrypted.',
                type: 'object',
                required: ['secretRef'],
                properties: {
                  secretRef: {
                    title: 'BackendSecretRef',
                    description: 'The Secret whose key `secret` holds at least 32 random bytes. Never written in Git.',
                    type: 'object',
                    required: ['name'],
                    properties: {
                      name: {
                        description: 'Name of the Secret.',
                        type: 'string',
                        minLength: 1,
                        maxLength: 253,
                        example: 'volume-keys',
                      },
                      namespace: {
                        description: 'Namespace of the Secret.',
                        type: 'string',
                        minLength: 1,
                        maxLength: 63,
                        default: 'stowage-system',
                      },
                    },
                  },
                },
              },
            },
          },
          nfs: {
            title: 'BackendNfs',
            description:
              'Driver block. Folders of one export of an NFS server, made into volumes. Checked, not yet served: this version refuses volumes from NFS. Left out: the backend is of another driver.',
            type: 'object',
            required: ['servers', 'exportPath'],
            properties: {
              servers: {
                description:
                  'The addresses of the server: IP addresses or host names. All of them give the same export.',
                type: 'array',
                minItems: 1,
                maxItems: 16,
                items: {
                  type: 'string',
                  pattern: '^([0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|[0-9A-Fa-f:.]{2,45})$',
                },
                example: ['10.30.0.5', 'nas-1.example.com'],
              },
              exportPath: {
                description: 'The exported folder in which volumes are made. Absolute.',
                type: 'string',
                maxLength: 1024,
                pattern: '^(/|(/[^/\\s]+){1,16})$',
                example: '/export/volumes',
              },
              mountOptions: {
                description:
                  'Options of nfs(5) that every volume is mounted with, before those of its class. Left out: those of the node.',
                type: 'array',
                maxItems: 64,
                items: { type: 'string', minLength: 1, maxLength: 256 },
                example: ['nfsvers=4.2', 'hard'],
              },
              accessModes: {
                description: "What volumes may be asked for as, in Kubernetes' words. Left out: all four.",
                type: 'array',
                minItems: 1,
                maxItems: 4,
                items: { type: 'string', enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'] },
                example: ['ReadWriteMany'],
              },
            },
          },
          pools: {
            description:
              'Virtual pools: parts of the backend with labels of their own, for classes to select. Left out: one pool named `default` over everything.',
            type: 'array',
            minItems: 1,
            maxItems: 256,
            items: {
              title: 'BackendPool',
              description: 'A part of the backend, with labels of its own.',
              type: 'object',
              required: ['name'],
              properties: {
                name: {
                  description: 'Unique within the backend.',
                  type: 'string',
                  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
                  example: 'fast',
                },
                labels: {
                  description:
                    "What a class's `selector` matches, beside the labels of the backend. Left out: those of the backend alone.",
                  type: 'object',
                  maxProperties: 64,
                  additionalProperties: { type: 'string', maxLength: 63 },
                  example: { tier: 'gold' },
                },
                storageGroups: {
                  description: 'The storage groups of the backend that belong to the pool. Not for NFS. Left out: all.',
                  type: 'array',
                  minItems: 1,
                  maxItems: 1024,
                  items: { type: 'string', pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$' },
                  example: ['sg-a'],
                },
                requiredTags: {
                  description:
                    'Tags a drive must all have to belong to the pool. Not for NFS. Left out: any drive will do.',
                  type: 'array',
                  maxItems: 64,
                  items: { type: 'string', minLength: 1, maxLength: 63 },
                  example: ['fast'],
                },
                limits: {
                  title: 'BackendPoolLimits',
                  description:
                    'Bounds on what the pool takes, beside those of the backend. A volume counts in every pool that one of its drives belongs to. Not for NFS. Left out: none.',
                  type: 'object',
                  properties: {
                    maxVolumeSize: {
                      description:
                        'The largest volume with a drive of the pool, a Kubernetes quantity. Left out: no limit. Unit: bytes.',
                      type: 'string',
                      pattern:
                        '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                      example: '16Ti',
                    },
                    maxVolumes: {
                      description: 'The most volumes with a drive of the pool. Left out: no limit. Unit: volumes.',
                      type: 'integer',
                      minimum: 1,
                      maximum: 1000000,
                      example: 2000,
                    },
                    maxTotalSize: {
                      description:
                        'The most that the volumes with a drive of the pool come to together by their usable sizes, a Kubernetes quantity. Left out: no limit. Unit: bytes.',
                      type: 'string',
                      pattern:
                        '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                      example: '500Ti',
                    },
                  },
                },
              },
            },
          },
          limits: {
            title: 'BackendLimits',
            description: 'Bounds on what the backend takes. Left out: none.',
            type: 'object',
            properties: {
              maxVolumeSize: {
                description: 'The largest volume, a Kubernetes quantity. Left out: no limit. Unit: bytes.',
                type: 'string',
                pattern:
                  '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                example: '64Ti',
              },
              maxVolumes: {
                description: 'The most volumes it has. Left out: no limit. Unit: volumes.',
                type: 'integer',
                minimum: 1,
                maximum: 1000000,
                example: 2000,
              },
              maxTotalSize: {
                description:
                  'The most that the volumes it has come to together by their usable sizes, a Kubernetes quantity. Left out: no limit. Unit: bytes.',
                type: 'string',
                pattern:
                  '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                example: '2Pi',
              },
            },
          },
          labels: {
            description: "What a class's `selector` matches, for every pool of the backend. Left out: none.",
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { site: 'north' },
          },
          state: {
            description: '`suspended` keeps existing volumes served and takes no new ones.',
            type: 'string',
            enum: ['normal', 'suspended'],
            default: 'normal',
          },
        },
      },
    },
  },
  Enclosure: {
    title: 'Enclosure',
    description: 'A box of drives: a JBOD, an Ethernet-attached eBOD, a server with drives to give (Redfish: Chassis).',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['Enclosure'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'EnclosureSpec',
        description: 'Where the box stands, how nodes reach it and what it holds.',
        type: 'object',
        required: ['storageGroup', 'portals', 'drives'],
        properties: {
          storageGroup: {
            description: 'The storage group (physical pool) it belongs to. A storage group holds whole enclosures.',
            type: 'string',
            pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
            example: 'sg-a',
          },
          domain: {
            description:
              'The finest failure domain of the Topology that it stands in; coarser ones follow from the tree. Left out: it stands in none, and rules on domains treat it as unknown.',
            type: 'string',
            minLength: 1,
            maxLength: 63,
            example: 'rack-a',
          },
          bandwidthDomain: {
            description:
              'The bandwidth domain of the Topology that its network ports lie in. Left out: none, so that where bandwidth domains are declared only classes with `softDomains` take its drives.',
            type: 'string',
            minLength: 1,
            maxLength: 63,
            example: 'row-1',
          },
          portals: {
            description: 'Where it exports drives, per transport.',
            type: 'array',
            minItems: 1,
            maxItems: 16,
            items: {
              title: 'EnclosurePortal',
              description: 'A place where drives are exported by one transport.',
              type: 'object',
              required: ['transport', 'address'],
              properties: {
                transport: {
                  description: 'How a node reaches the drives.',
                  type: 'string',
                  enum: ['iscsi', 'nvmetcp', 'roce'],
                  example: 'nvmetcp',
                },
                address: {
                  description: 'IP address or host name.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 253,
                  example: '10.20.1.11',
                },
                port: {
                  description: 'TCP or RDMA service port. Left out: 3260 for iscsi, 4420 for NVMe. Unit: port number.',
                  type: 'integer',
                  minimum: 1,
                  maximum: 65535,
                  example: 4420,
                },
              },
            },
          },
          drives: {
            description: 'The drives it holds.',
            type: 'array',
            minItems: 1,
            maxItems: 1024,
            items: {
              title: 'EnclosureDrive',
              description: 'A drive, known by its own identity.',
              type: 'object',
              required: ['id', 'mediaType', 'protocol', 'capacity'],
              properties: {
                id: {
                  description:
                    "The drive's own identity: WWN, EUI-64 or NGUID in lower-case hex. Never a slot, never a kernel name.",
                  type: 'string',
                  pattern: '^(wwn-0x[0-9a-f]{16}([0-9a-f]{16})?|eui\\.[0-9a-f]{16}|nguid\\.[0-9a-f]{32})$',
                  example: 'wwn-0x5000c500a1b2c3d4',
                },
                mediaType: {
                  description: 'Redfish Drive.MediaType.',
                  type: 'string',
                  enum: ['HDD', 'SSD'],
                  example: 'HDD',
                },
                protocol: {
                  description: 'Redfish Drive.Protocol.',
                  type: 'string',
                  enum: ['SATA', 'SAS', 'NVMe'],
                  example: 'SAS',
                },
                rotationSpeedRPM: {
                  description:
                    'Redfish Drive.RotationSpeedRPM. For HDDs only. Left out: unknown, which no class with `rpm` takes. Unit: revolutions per minute.',
                  type: 'integer',
                  minimum: 1,
                  maximum: 30000,
                  example: 7200,
                },
                capacity: {
                  description: 'Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.',
                  type: 'string',
                  pattern:
                    '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                  example: '18T',
                },
                tags: {
                  description: 'Free words that classes and policies can ask for. Left out: none.',
                  type: 'array',
                  maxItems: 32,
                  items: { type: 'string', pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$' },
                  example: ['fast'],
                },
                state: {
                  description:
                    '`enabled` takes new legs; `draining` and `maintenance` take none; `failed` also counts its legs as lost.',
                  type: 'string',
                  enum: ['enabled', 'draining', 'maintenance', 'failed'],
                  default: 'enabled',
                },
              },
            },
          },
        },
      },
    },
  },
  PlacementPolicy: {
    title: 'PlacementPolicy',
    description:
      "CEL rules that admit, refuse or rank: a declared object, a request, a drive, a whole placement. The shape is that of Kubernetes' ValidatingAdmissionPolicy.",
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['PlacementPolicy'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'PlacementPolicySpec',
        description: 'When the policy applies, what must hold, and what happens where it does not.',
        type: 'object',
        required: ['scope'],
        properties: {
          scope: {
            description:
              'What the rules look at, and so when they run: `Config` on declared objects when a revision is checked, `Request` on each volume asked for, `Drive` once per class of indistinguishable drives, `Placement` on a whole placement, `Score` on placements that are equally good otherwise.',
            type: 'string',
            enum: ['Config', 'Request', 'Drive', 'Placement', 'Score'],
            example: 'Placement',
          },
          kinds: {
            description:
              "At scope Config: the kinds of object the rules run on. `object` then has that kind's type. Left out: right at every other scope, where it means nothing.",
            type: 'array',
            minItems: 1,
            maxItems: 16,
            items: {
              type: 'string',
              enum: [
                'Backend',
                'Enclosure',
                'Topology',
                'PlacementPolicy',
                'PolicyBinding',
                'PolicyException',
                'PolicyTest',
                'StorageClass',
                'VolumeSnapshotClass',
                'VolumeAttributesClass',
              ],
            },
            example: ['StorageClass'],
          },
          kubernetesVersion: {
            description:
              'Functions that came with a later minor version of Kubernetes than this are refused, so that the expressions mean the same in a ValidatingAdmissionPolicy there. Left out: all functions can be called, those of Stowage among them. Unit: version.',
            type: 'string',
            pattern: '^1\\.[0-9]{1,3}$',
            example: '1.31',
          },
          parameters: {
            description: 'What a PolicyBinding can set; expressions read them as `params.NAME`. Left out: none.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyParameter',
              description: 'A value that the policy leaves to those who bind it.',
              type: 'object',
              required: ['name'],
              properties: {
                name: {
                  description: 'A CEL identifier.',
                  type: 'string',
                  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$',
                  example: 'level',
                },
                type: {
                  description:
                    'Type of `params.NAME`: text, a whole number, true or false, or a list of texts that is written with commas.',
                  type: 'string',
                  enum: ['string', 'int', 'bool', 'list'],
                  default: 'string',
                },
                default: {
                  description: 'Its value, written as text, where nothing sets it. Left out: a binding must set it.',
                  type: 'string',
                  maxLength: 1024,
                  example: 'rack',
                },
                description: {
                  description: 'What it is for. Left out: its name says so.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 1024,
                  example: 'the level that mirrors survive',
                },
              },
            },
          },
          matchConditions: {
            description:
              'All must hold, or the policy does not apply. At scopes Drive and Placement they read `request`. Left out: it always applies.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyMatchCondition',
              description: 'A condition for the policy to apply.',
              type: 'object',
              required: ['name', 'expression'],
              properties: {
                name: {
                  description: 'Shown in findings.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'only-ssd',
                },
                expression: {
                  description: 'CEL, bool.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "request.parameters.type == 'ssd'",
                },
              },
            },
          },
          variables: {
            description:
              'Named expressions, seen by later ones and by the validations as `variables.NAME`. Left out: none.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyVariable',
              description: 'A named expression.',
              type: 'object',
              required: ['name', 'expression'],
              properties: {
                name: {
                  description: 'A CEL identifier.',
                  type: 'string',
                  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$',
                  example: 'big',
                },
                expression: {
                  description: 'CEL.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: 'request.sizeGiB > 1024',
                },
              },
            },
          },
          validations: {
            description: 'Each must be true. Left out: right at scope Score alone, where there are `scores`.',
            type: 'array',
            minItems: 1,
            maxItems: 64,
            items: {
              title: 'PolicyValidation',
              description: 'A rule, and what to say where it does not hold.',
              type: 'object',
              required: ['expression'],
              properties: {
                name: {
                  description:
                    'What exceptions and findings call the rule. Unique within the policy. Left out: it goes by its position, counted from 0, and no exception can name it alone.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
                  example: 'survives-a-rack',
                },
                expression: {
                  description: 'CEL, bool: true admits.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "placement.survives('rack')",
                },
                message: {
                  description: 'What is wrong when it is false. Left out: the expression says it.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 1024,
                  example: 'a volume survives the loss of any rack',
                },
                messageExpression: {
                  description:
                    'CEL, string: takes the place of `message` where it gives one line of text; where it does not, the finding says why. Left out: `message` is told.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "'at most 1 TiB, not ' + string(request.sizeGiB) + ' GiB'",
                },
              },
            },
          },
          scores: {
            description:
              'At scope Score: numbers that are added up; of placements that are equally good otherwise, the one with the highest sum is taken. Left out: right at every other scope.',
            type: 'array',
            minItems: 1,
            maxItems: 64,
            items: {
              title: 'PolicyScore',
              description: 'A number for a placement.',
              type: 'object',
              required: ['expression'],
              properties: {
                name: {
                  description: 'What findings and tests call it. Left out: it goes by its position, counted from 0.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
                  example: 'fewer-enclosures',
                },
                expression: {
                  description: 'CEL, int or double: more is better.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: '-placement.legs.map(leg, leg.enclosure).distinct().size()',
                },
              },
            },
          },
          action: {
            description: '`Deny` refuses, `Warn` tells the one who asked, `Audit` only records.',
            type: 'string',
            enum: ['Deny', 'Warn', 'Audit'],
            default: 'Deny',
          },
          failurePolicy: {
            description: 'What happens when an expression cannot be evaluated: `Fail` refuses, `Ignore` passes.',
            type: 'string',
            enum: ['Fail', 'Ignore'],
            default: 'Fail',
          },
        },
      },
    },
  },
  PolicyBinding: {
    title: 'PolicyBinding',
    description:
      'Puts a policy or a pack of policies in force: with these parameters, as a refusal, a warning or a record. A policy that no binding names is in force as it says itself; a pack is in force where a binding names it.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['PolicyBinding'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'PolicyBindingSpec',
        description: 'What is bound, and how.',
        type: 'object',
        properties: {
          policy: {
            description: 'The PlacementPolicy to bind. Left out: `pack` says what.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'mirrors-span-racks',
          },
          pack: {
            title: 'PolicyPackReference',
            description: 'A pack that comes with Stowage. Left out: `policy` says what.',
            type: 'object',
            required: ['name', 'version'],
            properties: {
              name: {
                description: 'Name of the pack, as `stowage policy packs` lists it.',
                type: 'string',
                maxLength: 63,
                pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
                example: 'failure-domains',
              },
              version: {
                description: 'Its version, exactly: what is in force changes when this line does, never with Stowage.',
                type: 'string',
                maxLength: 32,
                pattern: '^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$',
                example: '1.0.0',
              },
            },
          },
          policies: {
            description: 'Policies of the pack to bind. Left out: all of them.',
            type: 'array',
            minItems: 1,
            maxItems: 64,
            items: {
              type: 'string',
              maxLength: 253,
              pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            },
            example: ['mirrors-survive-a-level'],
          },
          action: {
            description:
              '`Deny` refuses, `Warn` tells the one who asked, `Audit` only records. Left out: as the policy says.',
            type: 'string',
            enum: ['Deny', 'Warn', 'Audit'],
            example: 'Warn',
          },
          parameters: {
            description:
              "Values of the policies' parameters, written as text; a list with commas. Left out: their defaults.",
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 1024 },
            example: { level: 'rack' },
          },
          matchConditions: {
            description:
              'Conditions beside those of the policy: all must hold, or it does not apply by this binding. Left out: none.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyMatchCondition',
              description: 'A condition for the policy to apply.',
              type: 'object',
              required: ['name', 'expression'],
              properties: {
                name: {
                  description: 'Shown in findings.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'only-ssd',
                },
                expression: {
                  description: 'CEL, bool.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "request.parameters.type == 'ssd'",
                },
              },
            },
          },
        },
      },
    },
  },
  PolicyException: {
    title: 'PolicyException',
    description:
      'Lets one object pass a rule that it breaks, until a day: who allowed it and why stands beside it, and it is told of wherever it is used.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['PolicyException'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'PolicyExceptionSpec',
        description: 'Which rule, for what, by whom, until when.',
        type: 'object',
        required: ['policy', 'object', 'reason', 'approver', 'expires'],
        properties: {
          policy: {
            description: 'The policy that is relaxed.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'classes-encrypt',
          },
          rule: {
            description: 'The `name` of its validation. Left out: all of them.',
            type: 'string',
            minLength: 1,
            maxLength: 63,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
            example: 'encrypts',
          },
          object: {
            title: 'PolicyExceptionObject',
            description:
              'What may pass. Rules on requests, drives and placements pass for volumes of a StorageClass, of a claim, or of a name.',
            type: 'object',
            required: ['kind', 'name'],
            properties: {
              kind: {
                description: 'Its kind: one that is declared, or what Kubernetes calls a volume and its claim.',
                type: 'string',
                enum: [
                  'Backend',
                  'Enclosure',
                  'Topology',
                  'StorageClass',
                  'VolumeSnapshotClass',
                  'VolumeAttributesClass',
                  'PersistentVolumeClaim',
                  'PersistentVolume',
                ],
                example: 'StorageClass',
              },
              namespace: {
                description: 'Namespace of a PersistentVolumeClaim. Left out: right for everything else.',
                type: 'string',
                minLength: 1,
                maxLength: 63,
                example: 'payments',
              },
              name: {
                description: 'Its name.',
                type: 'string',
                minLength: 1,
                maxLength: 253,
                example: 'legacy-archive',
              },
            },
          },
          reason: {
            description: 'Why it may pass.',
            type: 'string',
            minLength: 1,
            maxLength: 1024,
            example: 'encrypted by the array it lies on, until it is moved',
          },
          approver: {
            description: 'Who allowed it.',
            type: 'string',
            minLength: 1,
            maxLength: 253,
            example: 'storage-security@example.com',
          },
          expires: {
            description: 'The last day on which it holds, in UTC. Unit: date, YYYY-MM-DD.',
            type: 'string',
            pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
            example: '2027-03-31',
          },
        },
      },
    },
  },
  PolicyTest: {
    title: 'PolicyTest',
    description:
      'Cases for policies: an inventory, requests or declared objects, and what is expected of each. `stowage test` runs them.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['PolicyTest'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'PolicyTestSpec',
        description: 'On what, with which policies, and which cases.',
        type: 'object',
        required: ['cases'],
        properties: {
          inventory: {
            title: 'PolicyTestInventory',
            description: 'What there is to place on: one of these. Left out: the repository that the test lies in.',
            type: 'object',
            minProperties: 1,
            maxProperties: 1,
            properties: {
              example: {
                description: 'A folder under `examples/`, by its name. Left out: `objects` say what there is.',
                type: 'string',
                pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
                example: 'rack-pair',
              },
              objects: {
                description:
                  'Objects as files declare them, but no PolicyTests. Left out: `example` says what there is.',
                type: 'array',
                minItems: 1,
                maxItems: 1024,
                items: {
                  title: 'PolicyTestDeclaration',
                  description: 'An object with apiVersion and kind.',
                  type: 'object',
                },
                example: [
                  {
                    apiVersion: 'stowage.dev/v1alpha1',
                    kind: 'Backend',
                    metadata: { name: 'main' },
                    spec: { composable: {} },
                  },
                ],
              },
            },
          },
          policies: {
            description:
              'Names of the PlacementPolicies to test, out of the inventory and out of this repository. Left out: all.',
            type: 'array',
            minItems: 1,
            maxItems: 1024,
            items: {
              type: 'string',
              maxLength: 253,
              pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            },
            example: ['mirrors-span-racks'],
          },
          today: {
            description:
              'The day on which the cases run: it decides which exceptions hold. Left out: exceptions never expire. Unit: date, YYYY-MM-DD.',
            type: 'string',
            pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
            example: '2027-01-15',
          },
          cases: {
            description: 'The cases. Each stands for itself: none sees what another placed.',
            type: 'array',
            minItems: 1,
            maxItems: 256,
            items: {
              title: 'PolicyTestCase',
              description: 'A volume asked for or an object declared, and what is expected of it.',
              type: 'object',
              required: ['name', 'expect'],
              properties: {
                name: {
                  description: 'What the case is about. Unique within the test.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 128,
                  example: 'a mirror has racks to lie in',
                },
                request: {
                  title: 'PolicyTestRequest',
                  description:
                    'The volume asked for. It has either a `class` or `parameters`. Left out: `object` says what the case is about.',
                  type: 'object',
                  required: ['size'],
                  properties: {
                    class: {
                      description:
                        'The StorageClass that it is asked for through. Left out: `parameters` say what it is made of.',
                      type: 'string',
                      maxLength: 253,
                      pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
                      example: 'fast-mirrored',
                    },
                    parameters: {
                      description:
                        'Parameters as a StorageClass has them, strings all of them. Left out: those of `class`.',
                      type: 'object',
                      maxProperties: 64,
                      additionalProperties: { type: 'string', maxLength: 1024 },
                      example: { type: 'slice', redundancy: 'true' },
                    },
                    size: {
                      description: 'How much is asked for, a Kubernetes quantity. Unit: bytes.',
                      type: 'string',
                      pattern:
                        '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
                      example: '10Gi',
                    },
                    accessModes: {
                      description: "Who may use it at a time, in Kubernetes' words. Left out: `[ReadWriteOnce]`.",
                      type: 'array',
                      minItems: 1,
                      maxItems: 4,
                      items: {
                        type: 'string',
                        enum: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'],
                      },
                      example: ['ReadWriteOnce'],
                    },
                    node: {
                      description: 'The node that the volume is for, by its name in Kubernetes. Left out: any.',
                      type: 'string',
                      minLength: 1,
                      maxLength: 253,
                      example: 'worker-1',
                    },
                    claim: {
                      title: 'PolicyTestClaim',
                      description:
                        'The claim that asks. Left out: nobody knows whose it is, as where the driver cannot ask Kubernetes.',
                      type: 'object',
                      required: ['namespace', 'name'],
                      properties: {
                        namespace: {
                          description: 'Namespace of the claim.',
                          type: 'string',
                          minLength: 1,
                          maxLength: 63,
                          example: 'payments',
                        },
                        name: {
                          description: 'Name of the claim.',
                          type: 'string',
                          minLength: 1,
                          maxLength: 253,
                          example: 'ledger',
                        },
                        labels: {
                          description: 'Labels of the claim. Left out: none.',
                          type: 'object',
                          maxProperties: 64,
                          additionalProperties: { type: 'string', maxLength: 63 },
                          example: { tier: 'gold' },
                        },
                        namespaceLabels: {
                          description: 'Labels of the namespace of the claim. Left out: none.',
                          type: 'object',
                          maxProperties: 64,
                          additionalProperties: { type: 'string', maxLength: 63 },
                          example: { environment: 'production' },
                        },
                      },
                    },
                    quota: {
                      title: 'PolicyTestQuota',
                      description:
                        'What the namespace of the claim has in other volumes, as rules read it. Left out: nothing.',
                      type: 'object',
                      properties: {
                        volumes: {
                          description: 'How many volumes. Left out: 0. Unit: volumes.',
                          type: 'integer',
                          minimum: 0,
                          maximum: 1000000,
                          example: 99,
                        },
                        sizeGiB: {
                          description: 'Their sizes together. Left out: 0. Unit: GiB.',
                          type: 'integer',
                          minimum: 0,
                          maximum: 1000000000,
                          example: 10000,
                        },
                      },
                    },
                  },
                },
                object: {
                  title: 'PolicyTestObjectUnderTest',
                  description:
                    'An object as a file declares it, for rules of scope Config; it takes the place of the one of its name in the inventory. Left out: `request` says what the case is about.',
                  type: 'object',
                  example: {
                    apiVersion: 'storage.k8s.io/v1',
                    kind: 'StorageClass',
                    metadata: { name: 'archive' },
                    provisioner: 'csi.stowage.dev',
                  },
                },
                oldObject: {
                  title: 'PolicyTestOldObject',
                  description:
                    'What was declared before, where the rules read `oldObject`. Left out: the object is new.',
                  type: 'object',
                  example: {
                    apiVersion: 'storage.k8s.io/v1',
                    kind: 'StorageClass',
                    metadata: { name: 'archive' },
                    provisioner: 'csi.stowage.dev',
                  },
                },
                expect: {
                  title: 'PolicyTestExpectation',
                  description: 'What must come of it: at least one of these, and not both `placement` and `refused`.',
                  type: 'object',
                  minProperties: 1,
                  properties: {
                    findings: {
                      description:
                        'What policies must say, in any order. `[]` means that they say nothing. Left out: they may say anything.',
                      type: 'array',
                      maxItems: 64,
                      items: {
                        title: 'PolicyTestFinding',
                        description: 'Something that a policy says.',
                        type: 'object',
                        required: ['policy'],
                        properties: {
                          policy: {
                            description: 'The policy that says it.',
                            type: 'string',
                            maxLength: 253,
                            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
                            example: 'mirrors-span-racks',
                          },
                          index: {
                            description: 'Which of its validations, counted from 0. Left out: any. Unit: position.',
                            type: 'integer',
                            minimum: 0,
                            maximum: 63,
                            example: 0,
                          },
                          rule: {
                            description: 'The `name` of its validation. Left out: any.',
                            type: 'string',
                            minLength: 1,
                            maxLength: 63,
                            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$',
                            example: 'survives-a-rack',
                          },
                          severity: {
                            description: 'How bad it is. Left out: any.',
                            type: 'string',
                            enum: ['error', 'warning', 'note'],
                            example: 'error',
                          },
                          message: {
                            description: 'A part of its message. Left out: any.',
                            type: 'string',
                            minLength: 1,
                            maxLength: 1024,
                            example: 'loss of any rack',
                          },
                        },
                      },
                      example: [{ policy: 'mirrors-span-racks' }],
                    },
                    placement: {
                      title: 'PolicyTestPlacement',
                      description: 'It must be placed, so. Left out: it may be refused.',
                      type: 'object',
                      minProperties: 1,
                      properties: {
                        layout: {
                          description: 'How it is laid out. Left out: any.',
                          type: 'string',
                          enum: ['single', 'mirror', 'striped-mirror', 'slice', 'mirrored-slice'],
                          example: 'mirrored-slice',
                        },
                        legs: {
                          description:
                            'How many drives, or parts of drives, it lies on. Left out: any number. Unit: legs.',
                          type: 'integer',
                          minimum: 1,
                          maximum: 128,
                          example: 2,
                        },
                        survives: {
                          description:
                            'Levels of which the loss of any one domain must be survived; it may survive more. Left out: any.',
                          type: 'array',
                          minItems: 1,
                          maxItems: 10,
                          items: { type: 'string', pattern: '^[a-z][A-Za-z0-9-]{0,30}$' },
                          example: ['rack'],
                        },
                      },
                    },
                    refused: {
                      title: 'PolicyTestRefusal',
                      description: 'It must be refused, so; `{}` takes any reason. Left out: it may be placed.',
                      type: 'object',
                      properties: {
                        code: {
                          description: 'Why. Left out: any reason.',
                          type: 'string',
                          enum: ['size-out-of-range', 'policy-denied', 'no-capacity', 'unreachable', 'search-bounded'],
                          example: 'no-capacity',
                        },
                        message: {
                          description: 'A part of its message. Left out: any.',
                          type: 'string',
                          minLength: 1,
                          maxLength: 1024,
                          example: 'at most 1 TiB',
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  StorageClass: {
    title: 'StorageClass',
    description:
      "Kubernetes' StorageClass whose provisioner is csi.stowage.dev. Every parameter is a string, as Kubernetes asks.",
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'provisioner'],
    properties: {
      apiVersion: { description: 'Version of the schema of this object.', type: 'string', enum: ['storage.k8s.io/v1'] },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['StorageClass'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      provisioner: { description: 'The driver.', type: 'string', enum: ['csi.stowage.dev'] },
      parameters: {
        title: 'ClassParameterStrings',
        description:
          "What a volume of the class is made of. Keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand beside these. Left out: the default of each.",
        type: 'object',
        properties: {
          type: {
            description: 'Kind of drive. `slice` is a 1 GiB-aligned part of an SSD, never of an HDD.',
            type: 'string',
            enum: ['hdd', 'ssd', 'slice'],
            default: 'hdd',
          },
          rpm: {
            description: 'Least spindle speed; ignored for ssd and slice. Left out: any. Unit: revolutions per minute.',
            type: 'string',
            pattern: '^[0-9]{1,5}$',
            example: '7200',
          },
          fsType: {
            description: 'Filesystem. The key csi.storage.k8s.io/fstype says the same and wins.',
            type: 'string',
            enum: ['ext4', 'xfs'],
            default: 'ext4',
          },
          'csi.storage.k8s.io/fstype': {
            description: "Kubernetes' own key for the filesystem. Left out: what `fsType` says.",
            type: 'string',
            enum: ['ext4', 'xfs'],
          },
          striping: {
            description:
              'When no one drive is large enough, build a RAID10 of whole drives, even without redundancy: that takes twice the bytes. Not for slices.',
            type: 'string',
            enum: ['true', 'false'],
            default: 'true',
          },
          redundancy: {
            description: 'RAID1: the volume survives the loss of a drive.',
            type: 'string',
            enum: ['true', 'false'],
            default: 'false',
          },
          raidMaxDrives: {
            description: 'Most drives in one array. Unit: drives.',
            type: 'string',
            pattern: '^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$',
            default: '16',
          },
          sgResiliency: {
            description:
              'RAID volumes survive the loss of any one storage group, or are refused. When false, they spread as far as possible all the same.',
            type: 'string',
            enum: ['true', 'false'],
            default: 'true',
          },
          jbodResiliency: {
            description:
              'RAID volumes survive the loss of any one enclosure, or are refused. When false, they spread as far as possible all the same.',
            type: 'string',
            enum: ['true', 'false'],
            default: 'true',
          },
          encrypt: {
            description: "LUKS2, with a key derived per volume from the backend's customer secret; never stored.",
            type: 'string',
            enum: ['true', 'false'],
            default: 'false',
          },
          minVolumeSize: {
            description: 'The smallest request taken, a Kubernetes quantity. Left out: any. Unit: bytes.',
            type: 'string',
            pattern:
              '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
            example: '1Gi',
          },
          maxVolumeSize: {
            description: 'The largest request taken, a Kubernetes quantity. Left out: any. Unit: bytes.',
            type: 'string',
            pattern:
              '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$',
            example: '16Ti',
          },
          softDomains: {
            description: "When false, drives must lie in a bandwidth domain that the volume's nodes reach.",
            type: 'string',
            enum: ['true', 'false'],
            default: 'false',
          },
          requiredTags: {
            description: 'Comma list of tags a drive must all have. Left out: none.',
            type: 'string',
            pattern: '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$',
            example: 'fast,nvme',
          },
          excludedTags: {
            description: 'Comma list of tags of which a drive may have none. Left out: none.',
            type: 'string',
            pattern: '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$',
            example: 'worn',
          },
          storageGroup: {
            description: 'Comma list: the only storage groups to choose from. Left out: all.',
            type: 'string',
            pattern: '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$',
            example: 'sg-a,sg-b',
          },
          networkTransportsAllowed: {
            description: 'Comma list of the transports allowed. Left out: the fastest that is available.',
            type: 'string',
            pattern: '^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$',
            example: 'nvmetcp,roce',
          },
          fillDrive: {
            description: 'Hand out the whole of the drives of a whole-drive layout, up to the limit of the request.',
            type: 'string',
            enum: ['true', 'false'],
            default: 'false',
          },
          workloadSpread: {
            description:
              'Volumes of one workload keep apart: none has a leg in a domain of this level where another has one. A level of the Topology, `storageGroup` or `enclosure`; kept as far as possible, and with `:required` behind the level kept or refused. Left out: they lie anywhere.',
            type: 'string',
            pattern: '^[a-z][A-Za-z0-9-]{0,30}(:required)?$',
            example: 'rack:required',
          },
          workloadAffinity: {
            description:
              'Volumes of one workload keep together: each lies in domains of this level where another lies, once there is one. Written like `workloadSpread`. Left out: they lie anywhere.',
            type: 'string',
            pattern: '^[a-z][A-Za-z0-9-]{0,30}(:required)?$',
            example: 'zone',
          },
          workloadLabel: {
            description:
              'Key of the label of a claim whose value names its workload; workloads of different namespaces are never one. Left out: the name of the claim without the number at its end, as claims of a StatefulSet are called.',
            type: 'string',
            pattern: '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$',
            example: 'app.kubernetes.io/instance',
          },
          reserveBandwidth: {
            description:
              'What a volume reserves of the uplinks of the bandwidth domains that its legs lie in: a Kubernetes quantity for the volume as a whole, of which each leg takes its share; or `media`, for each leg what a drive of its kind delivers, not for slices. 0 reserves nothing. Left out: nothing. Unit: bytes per second.',
            type: 'string',
            pattern:
              '^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$',
            example: '200M',
          },
          selector: {
            description:
              "Label selector over virtual pools, by Kubernetes' rules: `tier=gold`, `tier!=bronze`, `tier in (gold,silver)`, `tier notin (bronze)`, `tier`, `!tier`; clauses joined by `;`. Left out: every pool.",
            type: 'string',
            minLength: 1,
            maxLength: 1024,
            example: 'tier in (gold,silver);!legacy',
          },
          storagePools: {
            description:
              'The only virtual pools to choose from, as `backend:pool,pool;backend:pool`; `*` stands for any run of characters. Left out: all that match `selector`.',
            type: 'string',
            pattern: '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$',
            example: 'main:fast,faster',
          },
          additionalStoragePools: {
            description: 'Virtual pools to take beside those that match, written like `storagePools`. Left out: none.',
            type: 'string',
            pattern: '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$',
            example: 'spare:*',
          },
          excludeStoragePools: {
            description: 'Virtual pools never to take, written like `storagePools`. Left out: none.',
            type: 'string',
            pattern: '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$',
            example: '*:legacy',
          },
        },
      },
      reclaimPolicy: {
        description: 'What becomes of a volume whose claim is deleted.',
        type: 'string',
        enum: ['Delete', 'Retain'],
        default: 'Delete',
      },
      volumeBindingMode: {
        description: 'When volumes are placed: at once, or when a pod that uses them is scheduled.',
        type: 'string',
        enum: ['Immediate', 'WaitForFirstConsumer'],
        default: 'Immediate',
      },
      allowVolumeExpansion: { description: 'Whether volumes can grow.', type: 'boolean', default: false },
      mountOptions: {
        description: 'Options for mount(8). Left out: none.',
        type: 'array',
        maxItems: 64,
        items: { type: 'string', minLength: 1, maxLength: 256 },
        example: ['noatime'],
      },
      allowedTopologies: {
        description: "Kubernetes' own restriction on where volumes are reachable from. Left out: anywhere.",
        type: 'array',
        maxItems: 256,
        items: {
          title: 'TopologySelectorTerm',
          description: 'A set of nodes; terms are alternatives.',
          type: 'object',
          properties: {
            matchLabelExpressions: {
              description: 'All must match. Left out: every node does.',
              type: 'array',
              maxItems: 64,
              items: {
                title: 'TopologySelectorLabelRequirement',
                description: 'A topology key, and the values that it may have.',
                type: 'object',
                required: ['key', 'values'],
                properties: {
                  key: {
                    description: 'Topology key, prefix and all.',
                    type: 'string',
                    minLength: 1,
                    example: 'topology.csi.stowage.dev/rack',
                  },
                  values: {
                    description: 'The values it may have.',
                    type: 'array',
                    items: { type: 'string' },
                    example: ['rack-a'],
                  },
                },
              },
            },
          },
        },
        example: [{ matchLabelExpressions: [{ key: 'topology.csi.stowage.dev/rack', values: ['rack-a'] }] }],
      },
    },
  },
  Topology: {
    title: 'Topology',
    description: 'Failure domains, bandwidth domains, and where nodes stand in them. At most one per configuration.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['stowage.dev/v1alpha1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['Topology'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      spec: {
        title: 'TopologySpec',
        description: 'The trees that drives and nodes stand in. Parts that are left out are empty.',
        type: 'object',
        properties: {
          levels: {
            description:
              'The levels of the failure-domain tree, coarse to fine. `storageGroup` and `enclosure` exist without being named. Left out: these two alone.',
            type: 'array',
            maxItems: 8,
            items: { type: 'string', pattern: '^[a-z][A-Za-z0-9-]{0,30}$' },
            example: ['zone', 'rack'],
          },
          domains: {
            description: 'The failure domains. They form one tree. Left out: none.',
            type: 'array',
            maxItems: 16384,
            items: {
              title: 'TopologyDomain',
              description: 'Things that fail together: a room, a rack, a feed.',
              type: 'object',
              required: ['name', 'level'],
              properties: {
                name: {
                  description: 'Unique among all domains.',
                  type: 'string',
                  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
                  example: 'rack-a',
                },
                level: {
                  description: 'One of `levels`.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 31,
                  example: 'rack',
                },
                parent: {
                  description: 'The domain of a coarser level that it lies in. Left out: it lies in none.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'zone-1',
                },
              },
            },
          },
          bandwidthDomains: {
            description:
              'Parts of the network inside which bandwidth is plentiful. Left out: none, and every node reaches every drive.',
            type: 'array',
            maxItems: 4096,
            items: {
              title: 'TopologyBandwidthDomain',
              description: 'A part of the network: usually what lies behind one uplink.',
              type: 'object',
              required: ['name'],
              properties: {
                name: {
                  description: 'Unique among bandwidth domains.',
                  type: 'string',
                  pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$',
                  example: 'row-1',
                },
                bandwidth: {
                  description: 'Speed of the uplink, as a decimal quantity. Left out: unknown. Unit: bits per second.',
                  type: 'string',
                  pattern: '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|[eE][+-]?[0-9]{1,2})?$',
                  example: '400G',
                },
                reaches: {
                  description:
                    'Other bandwidth domains whose drives a node in this one reaches at full speed. Left out: its own drives alone.',
                  type: 'array',
                  maxItems: 4096,
                  items: { type: 'string', minLength: 1, maxLength: 63 },
                  example: ['row-2'],
                },
              },
            },
          },
          nodes: {
            description: 'Where Kubernetes nodes stand. Left out: no node is known to stand anywhere.',
            type: 'array',
            maxItems: 16384,
            items: {
              title: 'TopologyNode',
              description: 'A node of Kubernetes.',
              type: 'object',
              required: ['name'],
              properties: {
                name: {
                  description: "The node's name in Kubernetes, which is its CSI node id.",
                  type: 'string',
                  minLength: 1,
                  maxLength: 253,
                  example: 'worker-1',
                },
                domain: {
                  description: 'The finest failure domain it stands in. Left out: unknown.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'rack-a',
                },
                bandwidthDomain: {
                  description:
                    'The bandwidth domain its storage network port lies in. Left out: unknown, so that it reaches drives only of classes with `softDomains`.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'row-1',
                },
              },
            },
          },
        },
      },
    },
  },
  VolumeAttributesClass: {
    title: 'VolumeAttributesClass',
    description:
      "Kubernetes' VolumeAttributesClass whose driver is csi.stowage.dev: what may be changed of a volume while it is used. Every parameter is a string, as Kubernetes asks. A change touches what is named and nothing else, so a class that others are changed to and from says every parameter.",
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'driverName', 'parameters'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['storage.k8s.io/v1', 'storage.k8s.io/v1beta1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['VolumeAttributesClass'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      driverName: { description: 'The driver.', type: 'string', enum: ['csi.stowage.dev'] },
      parameters: {
        title: 'AttributeParameterStrings',
        description:
          "How fast a volume may be, what it is promised of the network, and words about it. Limits are set on the node, for all pods together that use the volume there; reads and writes count apart. There is no `minIops`, for nothing on the way to a drive can promise operations, and neither `burstIops` nor `burstBandwidth`, for the kernel's limits know no burst: a promise that nobody keeps is refused. Kubernetes asks for at least one.",
        type: 'object',
        minProperties: 1,
        properties: {
          maxIops: {
            description:
              'Allowed of reads, and as much again of writes; `none` lifts it. Left out: no limit. Unit: I/O operations per second.',
            type: 'string',
            pattern: '^(none|[1-9][0-9]{0,8})$',
            example: '5000',
          },
          maxReadIops: {
            description:
              'Allowed of reads, in place of `maxIops`; `none` lifts it. Left out: what `maxIops` says. Unit: I/O operations per second.',
            type: 'string',
            pattern: '^(none|[1-9][0-9]{0,8})$',
            example: '8000',
          },
          maxWriteIops: {
            description:
              'Allowed of writes, in place of `maxIops`; `none` lifts it. Left out: what `maxIops` says. Unit: I/O operations per second.',
            type: 'string',
            pattern: '^(none|[1-9][0-9]{0,8})$',
            example: '2000',
          },
          maxBandwidth: {
            description:
              'Allowed of reads, and as much again of writes, a Kubernetes quantity; `none` lifts it. Left out: no limit. Unit: bytes per second.',
            type: 'string',
            pattern:
              '^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$',
            example: '500M',
          },
          maxReadBandwidth: {
            description:
              'Allowed of reads, a Kubernetes quantity, in place of `maxBandwidth`; `none` lifts it. Left out: what `maxBandwidth` says. Unit: bytes per second.',
            type: 'string',
            pattern:
              '^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$',
            example: '800M',
          },
          maxWriteBandwidth: {
            description:
              'Allowed of writes, a Kubernetes quantity, in place of `maxBandwidth`; `none` lifts it. Left out: what `maxBandwidth` says. Unit: bytes per second.',
            type: 'string',
            pattern:
              '^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$',
            example: '200M',
          },
          minBandwidth: {
            description:
              'Promised, a Kubernetes quantity: reserved of the uplinks of the bandwidth domains that the volume lies in, in place of what `reserveBandwidth` of its StorageClass says; `none` reserves nothing. Left out: what the StorageClass says. Unit: bytes per second.',
            type: 'string',
            pattern:
              '^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$',
            example: '100M',
          },
          tags: {
            description:
              'Comma list of words that are kept with the volume and shown with it; empty for none. Left out: none.',
            type: 'string',
            pattern: '^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$',
            example: 'billing,gold',
          },
        },
      },
    },
  },
  VolumeSnapshotClass: {
    title: 'VolumeSnapshotClass',
    description:
      "Kubernetes' VolumeSnapshotClass whose driver is csi.stowage.dev. Checked, not yet acted on: this version takes no snapshots.",
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'driver', 'deletionPolicy'],
    properties: {
      apiVersion: {
        description: 'Version of the schema of this object.',
        type: 'string',
        enum: ['snapshot.storage.k8s.io/v1'],
      },
      kind: { description: 'Kind of this object.', type: 'string', enum: ['VolumeSnapshotClass'] },
      metadata: {
        title: 'DeclaredMetadata',
        description: 'What names the object. It is cluster-scoped: there is no namespace.',
        type: 'object',
        required: ['name'],
        properties: {
          name: {
            description: 'Unique among objects of its kind: lower-case letters, digits, `-` and `.`.',
            type: 'string',
            maxLength: 253,
            pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
            example: 'main',
          },
          labels: {
            description: 'Kubernetes labels: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
            example: { team: 'storage' },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read. Left out: none.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
            example: { 'example.com/owner': 'storage' },
          },
        },
      },
      driver: { description: 'The driver.', type: 'string', enum: ['csi.stowage.dev'] },
      deletionPolicy: {
        description:
          'What becomes of a snapshot whose VolumeSnapshot is deleted: `Delete` deletes it, `Retain` keeps it.',
        type: 'string',
        enum: ['Delete', 'Retain'],
        example: 'Delete',
      },
      parameters: {
        title: 'SnapshotParameterStrings',
        description:
          "The driver has no parameters of its own for snapshots; keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand here. Left out: none.",
        type: 'object',
        properties: {
          'csi.storage.k8s.io/snapshotter-secret-name': {
            description:
              "Kubernetes' own key: name of the Secret that the sidecar hands over when it makes or deletes a snapshot; may hold its templates. Left out: no Secret.",
            type: 'string',
            minLength: 1,
            maxLength: 253,
            example: 'snapshot-keys',
          },
          'csi.storage.k8s.io/snapshotter-secret-namespace': {
            description:
              "Kubernetes' own key: namespace of the Secret that the sidecar hands over when it makes or deletes a snapshot; may hold its templates. Left out: no Secret.",
            type: 'string',
            minLength: 1,
            maxLength: 253,
            example: 'stowage-system',
          },
          'csi.storage.k8s.io/snapshotter-list-secret-name': {
            description:
              "Kubernetes' own key: name of the Secret that the sidecar hands over when it looks for a snapshot; may hold its templates. Left out: no Secret.",
            type: 'string',
            minLength: 1,
            maxLength: 253,
            example: 'snapshot-keys',
          },
          'csi.storage.k8s.io/snapshotter-list-secret-namespace': {
            description:
              "Kubernetes' own key: namespace of the Secret that the sidecar hands over when it looks for a snapshot; may hold its templates. Left out: no Secret.",
            type: 'string',
            minLength: 1,
            maxLength: 253,
            example: 'stowage-system',
          },
        },
      },
    },
  },
};
