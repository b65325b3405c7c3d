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
  'Backend' | 'Enclosure' | 'PlacementPolicy' | 'StorageClass' | 'Topology';
/** By kind. */ export const schemas: Readonly<Record<SchemaKind, Schema>> = {
  Backend: {
    title: 'Backend',
    description: 'A storage system that volumes come from.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { type: 'string', enum: ['stowage.dev/v1alpha1'] },
      kind: { type: 'string', enum: ['Backend'] },
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
            description: 'Kubernetes labels: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
          },
        },
      },
      spec: {
        title: 'BackendSpec',
        type: 'object',
        required: ['composable'],
        properties: {
          composable: {
            title: 'BackendComposable',
            description: 'Drives in enclosures, composed into volumes on the node that uses them.',
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
                description: 'What encrypted volumes derive their keys from.',
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
          pools: {
            description:
              'Virtual pools: parts of the backend with labels of their own, for classes to select. Left out: one pool named `default` over everything.',
            type: 'array',
            minItems: 1,
            maxItems: 256,
            items: {
              title: 'BackendPool',
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
                  description: "What a class's `selector` matches, beside the labels of the backend.",
                  type: 'object',
                  maxProperties: 64,
                  additionalProperties: { type: 'string', maxLength: 63 },
                  example: { tier: 'gold' },
                },
                storageGroups: {
                  description: 'The storage groups of the backend that belong to the pool. Left out: all.',
                  type: 'array',
                  minItems: 1,
                  maxItems: 1024,
                  items: { type: 'string', pattern: '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$' },
                  example: ['sg-a'],
                },
                requiredTags: {
                  description: 'Tags a drive must all have to belong to the pool.',
                  type: 'array',
                  maxItems: 64,
                  items: { type: 'string', minLength: 1, maxLength: 63 },
                  example: ['fast'],
                },
              },
            },
          },
          limits: {
            title: 'BackendLimits',
            description: 'Bounds on what the backend takes.',
            type: 'object',
            properties: {
              maxVolumeSize: {
                description: 'The largest volume, a Kubernetes quantity. Unit: bytes.',
                type: 'string',
                pattern: '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
                example: '64Ti',
              },
            },
          },
          labels: {
            description: "What a class's `selector` matches, for every pool of the backend.",
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
        description: 'What the storage system is and what it takes.',
      },
    },
  },
  Enclosure: {
    title: 'Enclosure',
    description: 'A box of drives: a JBOD, an Ethernet-attached eBOD, a server with drives to give (Redfish: Chassis).',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { type: 'string', enum: ['stowage.dev/v1alpha1'] },
      kind: { type: 'string', enum: ['Enclosure'] },
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
            description: 'Kubernetes labels: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
          },
        },
      },
      spec: {
        title: 'EnclosureSpec',
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
              'The finest failure domain of the Topology that it stands in; coarser ones follow from the tree.',
            type: 'string',
            minLength: 1,
            maxLength: 63,
            example: 'rack-a',
          },
          bandwidthDomain: {
            description: 'The bandwidth domain of the Topology that its network ports lie in.',
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
                  description: 'TCP or RDMA service port. Left out: 3260 for iscsi, 4420 for NVMe.',
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
                    'Redfish Drive.RotationSpeedRPM. For HDDs only; left out where it is unknown. Unit: revolutions per minute.',
                  type: 'integer',
                  minimum: 1,
                  maximum: 30000,
                  example: 7200,
                },
                capacity: {
                  description: 'Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.',
                  type: 'string',
                  pattern: '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
                  example: '18T',
                },
                tags: {
                  description: 'Free words that classes and policies can ask for.',
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
        description: 'Where the box stands, how nodes reach it and what it holds.',
      },
    },
  },
  PlacementPolicy: {
    title: 'PlacementPolicy',
    description:
      "CEL rules that admit or refuse: a declared object, a request, a drive, a whole placement. The shape is that of Kubernetes' ValidatingAdmissionPolicy.",
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { type: 'string', enum: ['stowage.dev/v1alpha1'] },
      kind: { type: 'string', enum: ['PlacementPolicy'] },
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
            description: 'Kubernetes labels: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
          },
        },
      },
      spec: {
        title: 'PlacementPolicySpec',
        type: 'object',
        required: ['scope', 'validations'],
        properties: {
          scope: {
            description:
              'What the rules look at, and so when they run: `Config` on declared objects when a revision is checked, `Request` on each volume asked for, `Drive` once per class of indistinguishable drives, `Placement` on a whole placement.',
            type: 'string',
            enum: ['Config', 'Request', 'Drive', 'Placement'],
            example: 'Placement',
          },
          kinds: {
            description: "At scope Config: the kinds of object the rules run on. `object` then has that kind's type.",
            type: 'array',
            minItems: 1,
            maxItems: 8,
            items: { type: 'string', enum: ['Backend', 'Enclosure', 'Topology', 'PlacementPolicy', 'StorageClass'] },
            example: ['StorageClass'],
          },
          matchConditions: {
            description:
              'All must hold, or the policy does not apply. At scopes Drive and Placement they read `request`.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyMatchCondition',
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
            description: 'Named expressions, seen by later ones and by the validations as `variables.NAME`.',
            type: 'array',
            maxItems: 64,
            items: {
              title: 'PolicyVariable',
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
            description: 'Each must be true.',
            type: 'array',
            minItems: 1,
            maxItems: 64,
            items: {
              title: 'PolicyValidation',
              type: 'object',
              required: ['expression'],
              properties: {
                expression: {
                  description: 'CEL, bool: true admits.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "placement.survives('rack')",
                },
                message: {
                  description: 'What is wrong when it is false.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 1024,
                  example: 'a volume survives the loss of any rack',
                },
                messageExpression: {
                  description: 'CEL, string: takes the place of `message` where it evaluates.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 8192,
                  example: "'at most 1 TiB, not ' + string(request.sizeGiB) + ' GiB'",
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
        description: 'When the policy applies, what must hold, and what happens where it does not.',
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
      apiVersion: { type: 'string', enum: ['storage.k8s.io/v1'] },
      kind: { type: 'string', enum: ['StorageClass'] },
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
            description: 'Kubernetes labels: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
          },
        },
      },
      provisioner: { description: 'The driver.', type: 'string', enum: ['csi.stowage.dev'] },
      parameters: {
        title: 'ClassParameterStrings',
        description:
          "What a volume of the class is made of. Keys of Kubernetes' sidecars, `csi.storage.k8s.io/…`, may stand beside these.",
        type: 'object',
        properties: {
          type: {
            description: 'Kind of drive. `slice` is a 1 GiB-aligned part of an SSD, never of an HDD.',
            type: 'string',
            enum: ['hdd', 'ssd', 'slice'],
            default: 'hdd',
          },
          rpm: {
            description: 'Least spindle speed; ignored for ssd and slice. Unit: revolutions per minute.',
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
            description: "Kubernetes' own key for the filesystem.",
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
            description: 'Most drives in one array.',
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
            description: 'The smallest request taken, a Kubernetes quantity. Unit: bytes.',
            type: 'string',
            pattern: '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
            example: '1Gi',
          },
          maxVolumeSize: {
            description: 'The largest request taken, a Kubernetes quantity. Unit: bytes.',
            type: 'string',
            pattern: '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
            example: '16Ti',
          },
          softDomains: {
            description: "When false, drives must lie in a bandwidth domain that the volume's nodes reach.",
            type: 'string',
            enum: ['true', 'false'],
            default: 'false',
          },
          requiredTags: {
            description: 'Comma list of tags a drive must all have.',
            type: 'string',
            pattern: '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$',
            example: 'fast,nvme',
          },
          excludedTags: {
            description: 'Comma list of tags of which a drive may have none.',
            type: 'string',
            pattern: '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$',
            example: 'worn',
          },
          storageGroup: {
            description: 'Comma list: the only storage groups to choose from.',
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
          selector: {
            description:
              "Label selector over virtual pools, by Kubernetes' rules: `tier=gold`, `tier!=bronze`, `tier in (gold,silver)`, `tier notin (bronze)`, `tier`, `!tier`; clauses joined by `;`.",
            type: 'string',
            minLength: 1,
            maxLength: 1024,
            example: 'tier in (gold,silver);!legacy',
          },
          storagePools: {
            description:
              'The only virtual pools to choose from, as `backend:pool,pool;backend:pool`; `*` stands for any run of characters.',
            type: 'string',
            pattern: '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$',
            example: 'main:fast,faster',
          },
          additionalStoragePools: {
            description: 'Virtual pools to take beside those that match.',
            type: 'string',
            pattern: '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$',
            example: 'spare:*',
          },
          excludeStoragePools: {
            description: 'Virtual pools never to take.',
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
        description: 'Options for mount(8).',
        type: 'array',
        maxItems: 64,
        items: { type: 'string', minLength: 1, maxLength: 256 },
        example: ['noatime'],
      },
      allowedTopologies: {
        description: "Kubernetes' own restriction on where volumes are reachable from.",
        type: 'array',
        maxItems: 256,
        items: {
          title: 'TopologySelectorTerm',
          type: 'object',
          properties: {
            matchLabelExpressions: {
              type: 'array',
              maxItems: 64,
              items: {
                title: 'TopologySelectorLabelRequirement',
                type: 'object',
                required: ['key', 'values'],
                properties: {
                  key: {
                    type: 'string',
                    minLength: 1,
                    description: 'Topology key, prefix and all.',
                    example: 'topology.csi.stowage.dev/rack',
                  },
                  values: {
                    type: 'array',
                    items: { type: 'string' },
                    description: 'The values it may have.',
                    example: ['rack-a'],
                  },
                },
              },
              description: 'All must match.',
            },
          },
        },
      },
    },
  },
  Topology: {
    title: 'Topology',
    description: 'Failure domains, bandwidth domains, and where nodes stand in them. At most one per configuration.',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { type: 'string', enum: ['stowage.dev/v1alpha1'] },
      kind: { type: 'string', enum: ['Topology'] },
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
            description: 'Kubernetes labels: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 63 },
          },
          annotations: {
            description: 'Kubernetes annotations: kept, never read.',
            type: 'object',
            maxProperties: 64,
            additionalProperties: { type: 'string', maxLength: 65536 },
          },
        },
      },
      spec: {
        title: 'TopologySpec',
        type: 'object',
        properties: {
          levels: {
            description:
              'The levels of the failure-domain tree, coarse to fine. `storageGroup` and `enclosure` exist without being named.',
            type: 'array',
            maxItems: 8,
            items: { type: 'string', pattern: '^[a-z][A-Za-z0-9-]{0,30}$' },
            example: ['zone', 'rack'],
          },
          domains: {
            description: 'The failure domains. They form one tree.',
            type: 'array',
            maxItems: 16384,
            items: {
              title: 'TopologyDomain',
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
                  description: 'The domain of a coarser level that it lies in.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'zone-1',
                },
              },
            },
          },
          bandwidthDomains: {
            description: 'Parts of the network inside which bandwidth is plentiful.',
            type: 'array',
            maxItems: 4096,
            items: {
              title: 'TopologyBandwidthDomain',
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
                  description: 'Speed of the uplink, as a decimal quantity. Unit: bits per second.',
                  type: 'string',
                  pattern: '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T)?$',
                  example: '400G',
                },
                reaches: {
                  description: 'Other bandwidth domains whose drives a node in this one reaches at full speed.',
                  type: 'array',
                  maxItems: 4096,
                  items: { type: 'string', minLength: 1, maxLength: 63 },
                  example: ['row-2'],
                },
              },
            },
          },
          nodes: {
            description: 'Where Kubernetes nodes stand.',
            type: 'array',
            maxItems: 16384,
            items: {
              title: 'TopologyNode',
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
                  description: 'The finest failure domain it stands in.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'rack-a',
                },
                bandwidthDomain: {
                  description: 'The bandwidth domain its storage network port lies in.',
                  type: 'string',
                  minLength: 1,
                  maxLength: 63,
                  example: 'row-1',
                },
              },
            },
          },
        },
        description: 'The trees that drives and nodes stand in. Left out parts are empty.',
      },
    },
  },
};
