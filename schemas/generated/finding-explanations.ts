// Written by tools/generate.mjs from schemas/. Do not edit.

import type { FindingCode } from './finding-codes.ts';

/** What there is to say of a finding code. */
export interface FindingExplanation {
  readonly code: FindingCode;
  /** What it usually is. */
  readonly severity: 'error' | 'warning' | 'note';
  readonly title: string;
  /** Why it is a problem. */
  readonly meaning: string;
  /** What to do. */
  readonly fix: string;
  readonly example: FindingExample;
}

/** Files that make the finding, what is then printed, and the same files mended; or else what was printed once. */
export type FindingExample =
  | {
      readonly kind: 'files';
      /** The revision before, where that matters. Name ▶ text, as below. */
      readonly base?: Readonly<Record<string, string>>;
      readonly wrong: Readonly<Record<string, string>>;
      /** Missing where the finding has none. */
      readonly place?: ExamplePlace;
      readonly output: string;
      readonly right: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'seen'; readonly output: string };

/** As findings count: from 1, in characters, the end exclusive. */
export interface ExamplePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** By code. */
export const findingExplanations: Readonly<Record<FindingCode, FindingExplanation>> = {
  'source/unreadable': {
    code: 'source/unreadable',
    severity: 'error',
    title: 'The repository, or a file of it, cannot be read',
    meaning:
      'What cannot be read is not known to be declared or left out, and taking a guess could take storage away. The revision that runs goes on.',
    fix: 'Look at the path or the URL, and at who may read it. For a repository on a server, look at the network, the certificate and the credentials as well.',
    example: {
      kind: 'seen',
      output:
        'error source/unreadable storage is not a folder. Name the folder of a Git repository, or its http(s) URL',
    },
  },
  'source/empty': {
    code: 'source/empty',
    severity: 'error',
    title: 'Nothing is declared',
    meaning:
      "A revision is everything there is, so an empty one would take all storage away at once. That is nobody's intent: it is a wrong path, or a repository without files of Stowage.",
    fix: 'Check the path that is read, and that the files end in .yaml or .yml. "stowage init" writes a repository to start from.',
    example: {
      kind: 'files',
      wrong: { 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n' },
      output:
        'error source/empty nothing is declared: no .yaml or .yml file holds an object of Stowage. Check the path; "stowage init" writes a repository to start from',
      right: {
        'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n',
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
    },
  },
  'source/two-sources': {
    code: 'source/two-sources',
    severity: 'error',
    title: "The cluster is shown another source's objects",
    meaning:
      'A configuration has one source. What an instance that follows Git shows in a cluster is a copy, and changes with its repository; taken for a source as well, it would be applied to itself.',
    fix: 'Follow the repository with --repo, as the other instance does. To move from Git to the cluster, stop the instance that follows Git, apply the objects yourself, and take away the label that says whose they are, which applying leaves: kubectl label KIND NAME app.kubernetes.io/managed-by-',
    example: {
      kind: 'seen',
      output:
        'error source/two-sources Backend/rack is shown in this cluster from Git by another instance, and this one would take the cluster for its source. An instance has one source: serve the repository with --repo, or take away what was shown from it, and its label app.kubernetes.io/managed-by',
    },
  },
  'source/ref-not-found': {
    code: 'source/ref-not-found',
    severity: 'error',
    title: 'The repository has no such branch, tag or commit',
    meaning:
      'The server follows one ref of the repository. Where it is missing, there is no revision to go to, and the last one goes on.',
    fix: 'Say with --ref a branch or tag that the repository has. Of a repository on a server, name a branch or tag, not a commit: servers give what a ref names.',
    example: {
      kind: 'seen',
      output:
        'error source/ref-not-found storage has no branch, tag or commit "release-2". It has main: name one of them',
    },
  },
  'source/path-not-found': {
    code: 'source/path-not-found',
    severity: 'error',
    title: 'The commit has no such folder',
    meaning:
      'With --path, one folder of the repository is read. Where it is missing, for instance because it was renamed, nothing is known to be declared.',
    fix: 'Say with --path a folder that the commit has, from the root of the repository.',
    example: {
      kind: 'seen',
      output:
        'error source/path-not-found there is no folder clusters/north in storage. Say with --path a folder that is there',
    },
  },
  'source/not-a-regular-file': {
    code: 'source/not-a-regular-file',
    severity: 'error',
    title: 'A link or a submodule lies where a file should',
    meaning:
      'A symbolic link may lead out of the repository, and what a submodule holds is not in the commit. Neither is followed, so what it leads to would be missing from the configuration without a word.',
    fix: 'Put the file itself there, or move the link out of the folder that is read.',
    example: {
      kind: 'seen',
      output:
        'enclosures/rack-a.yaml:1:1: error source/not-a-regular-file it is a symbolic link, and links are not followed. Put a regular file in its place',
    },
  },
  'source/file-too-large': {
    code: 'source/file-too-large',
    severity: 'error',
    title: 'A file is larger than is read',
    meaning:
      'A file is read into memory as a whole. A bound on its bytes and on its values keeps one file from taking the memory that the server needs.',
    fix: 'Split the file: objects may be spread over any number of files. Where the size is meant, raise the limit that the finding names.',
    example: {
      kind: 'seen',
      output:
        'enclosures/all.yaml:1:1: error source/file-too-large the file has 6.0 MiB; at most 4 MiB are read. Split it: objects may lie in any number of files. Where it is meant, raise --limit file-bytes.',
    },
  },
  'source/too-many-files': {
    code: 'source/too-many-files',
    severity: 'error',
    title: 'The folder holds more files than are read',
    meaning:
      'A folder with that many YAML files is most likely the wrong one, such as the root of a repository that holds much else.',
    fix: 'Say with --path a folder that holds nothing but declarations, or raise the limit that the finding names.',
    example: {
      kind: 'seen',
      output:
        'error source/too-many-files storage holds more than 20000 YAML files. Say with --path a folder that holds nothing else. Where it is meant, raise --limit files.',
    },
  },
  'source/revision-too-large': {
    code: 'source/revision-too-large',
    severity: 'error',
    title: 'All files together are more than is read',
    meaning:
      'Every file of a revision is in memory while it is checked. A bound on all of them together keeps a revision from taking the memory that the server needs, however many files it is spread over.',
    fix: 'Say with --path a folder that holds nothing but declarations, or raise the limit that the finding names.',
    example: {
      kind: 'seen',
      output:
        'error source/revision-too-large storage holds more than 256 MiB of YAML. Say with --path a folder that holds nothing else. Where it is meant, raise --limit bytes.',
    },
  },
  'source/not-checked': {
    code: 'source/not-checked',
    severity: 'error',
    title: 'The check of a revision could not be finished',
    meaning:
      'A server checks each revision in a thread of its own. Where that runs out of memory, or comes upon a mistake of Stowage, nobody knows whether the revision is right: the one that runs goes on, and so does the server.',
    fix: 'Do what the finding says. The same commit is checked again once the server is started anew; another one at once. "stowage validate" makes the same check where nothing else runs.',
    example: {
      kind: 'seen',
      output:
        'error source/not-checked checking the revision takes more than the 2096 MiB of memory that it may take. Declare less in one repository, or start the server with more: NODE_OPTIONS=--max-old-space-size=MEBIBYTES',
    },
  },
  'source/not-utf8': {
    code: 'source/not-utf8',
    severity: 'error',
    title: 'A file is not UTF-8',
    meaning:
      'Bytes of another encoding would be read as other characters, in names as in comments. Two people would see two different files.',
    fix: 'Save the file as UTF-8, at the place named. "iconv -f latin1 -t utf8" turns Latin-1 into it.',
    example: {
      kind: 'seen',
      output: 'backend.yaml:8:6: error source/not-utf8 the file is not valid UTF-8. Save it as UTF-8',
    },
  },
  'source/helm-chart': {
    code: 'source/helm-chart',
    severity: 'note',
    title: 'A Helm chart lies here, and its templates are not read',
    meaning:
      'Templates of a chart are no YAML until they are rendered. What they would declare is not checked and not part of the configuration.',
    fix: 'Render the chart and check what comes out: helm template CHART | stowage validate -. Commit the rendered files, or let what renders them do it.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'storage/Chart.yaml': 'apiVersion: v2\nname: storage\nversion: 1.0.0\n',
        'storage/templates/class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: {{ .Values.class }}\nprovisioner: csi.stowage.dev\n',
      },
      place: { file: 'storage/Chart.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 },
      output:
        'storage/Chart.yaml:1:1: note source/helm-chart this is a Helm chart: it and 1 file of it are not read. Check what it makes: helm template storage | stowage validate -',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\n',
      },
    },
  },
  'source/kustomization': {
    code: 'source/kustomization',
    severity: 'note',
    title: 'A kustomization lies here, and what it patches is not applied',
    meaning:
      'The files are read as they stand. What the kustomization would add, rename or patch is not part of the configuration, and patches are no objects of their own.',
    fix: 'Build it and check what comes out: kubectl kustomize FOLDER | stowage validate -. Commit the built files, or let what builds them do it.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'kustomization.yaml':
          'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [backend.yaml]\nnamePrefix: north-\n',
      },
      place: { file: 'kustomization.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 },
      output:
        'kustomization.yaml:1:1: note source/kustomization this is for Kustomize: resources are checked as they lie, and what it changes is not seen. Check what it makes: kubectl kustomize . | stowage validate -',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: north-main\nspec:\n  composable: {}\n',
      },
    },
  },
  'yaml/syntax': {
    code: 'yaml/syntax',
    severity: 'error',
    title: 'The file is not YAML',
    meaning:
      'What does not parse says nothing, and the rest of the file cannot be trusted to mean what it seems to. Nothing of the file is read.',
    fix: 'Mend it at the place named, or just before it: a bracket or quote that is not closed, a tab, or indentation that does not fit shows up where the parser gives up.',
    example: {
      kind: 'files',
      wrong: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals: [{ transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
      place: { file: 'enclosure.yaml', line: 7, column: 12, endLine: 7, endColumn: 13 },
      output: 'enclosure.yaml:7:12: error yaml/syntax this is not YAML: nothing closes this [',
      right: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals: [{ transport: nvmetcp, address: 10.20.1.11 }]\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'yaml/too-deep': {
    code: 'yaml/too-deep',
    severity: 'error',
    title: 'Lists and mappings are nested deeper than is read',
    meaning:
      'Nothing that can be declared is nested more than a few levels deep. A bound keeps a hostile file from using up the stack.',
    fix: 'Flatten it; most likely a bracket was typed, or a value generated, over and over. Where it is meant, raise the limit that the finding names.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable:\n    storageGroups: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n',
      },
      place: { file: 'backend.yaml', line: 7, column: 117, endLine: 7, endColumn: 117 },
      output:
        'backend.yaml:7:117: error yaml/too-deep lists and mappings are nested more than 100 levels deep. Where it is meant, raise --limit depth.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
    },
  },
  'yaml/too-many-aliases': {
    code: 'yaml/too-many-aliases',
    severity: 'error',
    title: 'Aliases stand for more values than are read',
    meaning:
      'An alias repeats all that its anchor holds, and aliases of aliases multiply: a few lines can stand for billions of values. A bound keeps such a file from using up the memory.',
    fix: 'Write the values out, or use fewer aliases. Where it is meant, raise the limit that the finding names.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nmountOptions:\n  - &a [noatime, noatime, noatime, noatime, noatime, noatime, noatime, noatime, noatime, noatime]\n  - &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n  - &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\n  - &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n  - &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n',
      },
      place: { file: 'class.yaml', line: 11, column: 21, endLine: 11, endColumn: 23 },
      output:
        'class.yaml:11:21: error yaml/too-many-aliases aliases add more than 50000 values to this file. Write the values out, or use fewer. Where it is meant, raise --limit aliased-values.',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nmountOptions: [noatime]\n',
      },
    },
  },
  'yaml/duplicate-key': {
    code: 'yaml/duplicate-key',
    severity: 'error',
    title: 'A mapping says a key twice',
    meaning:
      'One of the two values would silently win, and which one depends on who reads the file. YAML 1.2 does not allow it.',
    fix: 'Keep one of the two.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n  state: normal\n  state: suspended\n',
      },
      place: { file: 'backend.yaml', line: 8, column: 3, endLine: 8, endColumn: 8 },
      output:
        'backend.yaml:8:3: error yaml/duplicate-key the key state stands here a second time (backend.yaml:7:3). Keep one of the two.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n  state: suspended\n',
      },
    },
  },
  'yaml/not-an-object': {
    code: 'yaml/not-an-object',
    severity: 'error',
    title: 'A document is no object with apiVersion and kind',
    meaning:
      'Every YAML file in the folder is read as objects like those of Kubernetes. What is none may be an object whose head was lost, so it is not passed over in silence.',
    fix: 'Add apiVersion and kind, or keep other YAML outside the folder that is read.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'values.yaml': 'site: north\ncontact: storage-team\n',
      },
      place: { file: 'values.yaml', line: 1, column: 1, endLine: 2, endColumn: 22 },
      output:
        'values.yaml:1:1: error yaml/not-an-object an object says its apiVersion, as a string. Every document in the folder is an object like Kubernetes has them; keep other YAML elsewhere.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
    },
  },
  'schema/unknown-kind': {
    code: 'schema/unknown-kind',
    severity: 'error',
    title: 'Stowage has no such kind',
    meaning:
      'Objects of other groups are passed over, but what says the group stowage.dev is meant for Stowage. Passed over, it would be missing without a word.',
    fix: 'Write a kind that there is; the finding suggests the nearest.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backends\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
      place: { file: 'backend.yaml', line: 2, column: 7, endLine: 2, endColumn: 15 },
      output: 'backend.yaml:2:7: error schema/unknown-kind stowage.dev has no kind Backends. Did you mean Backend?',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
    },
  },
  'schema/unknown-version': {
    code: 'schema/unknown-version',
    severity: 'error',
    title: 'The kind has no such version',
    meaning: 'A version says what fields mean. An object of another version cannot be read as if it were of this one.',
    fix: 'Write the version that the finding names.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml': 'apiVersion: stowage.dev/v1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
      place: { file: 'backend.yaml', line: 1, column: 13, endLine: 1, endColumn: 27 },
      output:
        'backend.yaml:1:13: error schema/unknown-version there is no Backend of version stowage.dev/v1. Write stowage.dev/v1alpha1.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
    },
  },
  'schema/unknown-field': {
    code: 'schema/unknown-field',
    severity: 'error',
    title: 'The object has no such field',
    meaning:
      'A misspelt field would be read as if it were not there, and its default would hold instead. What is written down always means something, or is refused.',
    fix: 'Mend the name, or leave the field out. The finding suggests the nearest field, or lists those that there are.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mirrored\nprovisioner: csi.stowage.dev\nparameters:\n  type: hdd\n  redundency: 'true'\n",
      },
      place: { file: 'class.yaml', line: 8, column: 3, endLine: 8, endColumn: 13 },
      output: 'class.yaml:8:3: error schema/unknown-field parameters has no field redundency. Did you mean redundancy?',
      right: {
        'class.yaml':
          "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mirrored\nprovisioner: csi.stowage.dev\nparameters:\n  type: hdd\n  redundancy: 'true'\n",
      },
    },
  },
  'schema/missing-field': {
    code: 'schema/missing-field',
    severity: 'error',
    title: 'A required field is missing',
    meaning: 'The field has no default, because no guess would be safe.',
    fix: 'Add the field. The reference of the kind says what it means.',
    example: {
      kind: 'files',
      wrong: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe }\n',
      },
      place: { file: 'enclosure.yaml', line: 10, column: 7, endLine: 10, endColumn: 67 },
      output:
        'enclosure.yaml:10:7: error schema/missing-field spec.drives[0] lacks capacity. Capacity as its maker states it, a Kubernetes quantity. Unit: bytes.',
      right: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'schema/wrong-type': {
    code: 'schema/wrong-type',
    severity: 'error',
    title: 'A value has the wrong type',
    meaning:
      'A value of another type is never converted: `true` and "true" are two things in YAML. Parameters of a StorageClass are strings, as Kubernetes asks.',
    fix: 'Write a value of the type named; put quotes round a parameter of a StorageClass.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mirrored\nprovisioner: csi.stowage.dev\nparameters:\n  redundancy: true\n',
      },
      place: { file: 'class.yaml', line: 7, column: 15, endLine: 7, endColumn: 19 },
      output:
        'class.yaml:7:15: error schema/wrong-type parameters.redundancy needs a string; got the boolean true. Quote it: "true".',
      right: {
        'class.yaml':
          "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: mirrored\nprovisioner: csi.stowage.dev\nparameters:\n  redundancy: 'true'\n",
      },
    },
  },
  'schema/wrong-value': {
    code: 'schema/wrong-value',
    severity: 'error',
    title: 'A value is not among those allowed',
    meaning:
      'The field takes one of a few words, a number within bounds, or a text of a certain form, and this is none of them.',
    fix: 'Write one of the values that the finding names. The reference of the kind says what each means.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: nvme\n',
      },
      place: { file: 'class.yaml', line: 7, column: 9, endLine: 7, endColumn: 13 },
      output:
        'class.yaml:7:9: error schema/wrong-value parameters.type cannot be "nvme". It is one of hdd, ssd, slice.',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n',
      },
    },
  },
  'schema/suspicious-quantity': {
    code: 'schema/suspicious-quantity',
    severity: 'warning',
    title: 'A quantity looks wrong by a factor of a thousand',
    meaning:
      'A unit left out or mistaken is valid, but means a thousandth of what was meant: 18G for 18T. The drive would then be used for a thousandth of its capacity.',
    fix: 'Write the unit that is meant: 18T for a drive, 400G for a bandwidth. Where the value is right, nothing needs to be done.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: wwn-0x5000c500e4a00101, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: wwn-0x5000c500e4a00102, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: wwn-0x5000c500e4a00103, mediaType: HDD, protocol: SAS, capacity: 18G }\n    - { id: wwn-0x5000c500e4a00104, mediaType: HDD, protocol: SAS, capacity: 18T }\n',
      },
      place: { file: 'enclosure.yaml', line: 12, column: 78, endLine: 12, endColumn: 81 },
      output:
        'enclosure.yaml:12:78: warning schema/suspicious-quantity a capacity of 18G is far smaller than 18T, which is usual for an HDD here. Did you mean 18T?',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: wwn-0x5000c500e4a00101, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: wwn-0x5000c500e4a00102, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: wwn-0x5000c500e4a00103, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: wwn-0x5000c500e4a00104, mediaType: HDD, protocol: SAS, capacity: 18T }\n',
      },
    },
  },
  'reference/duplicate-name': {
    code: 'reference/duplicate-name',
    severity: 'error',
    title: 'Two things of one kind have the same name',
    meaning:
      'A name stands for one object: with two of them, it depends on the order of files which one is meant, and Kubernetes would keep only one.',
    fix: 'Rename one of the two, or take it away. The finding says where the first stands.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: slice\n',
      },
      place: { file: 'class.yaml', line: 12, column: 9, endLine: 12, endColumn: 13 },
      output: 'class.yaml:12:9: error reference/duplicate-name another StorageClass is called fast (class.yaml:4:9)',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast-slice\nprovisioner: csi.stowage.dev\nparameters:\n  type: slice\n',
      },
    },
  },
  'reference/duplicate-drive': {
    code: 'reference/duplicate-drive',
    severity: 'error',
    title: 'A drive is declared twice',
    meaning:
      'A drive is in one box at a time. Declared twice, its space would be handed out twice, and two volumes would overwrite each other.',
    fix: 'Leave the drive where it really is. The finding says where it is declared first.',
    example: {
      kind: 'files',
      wrong: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
      place: { file: 'enclosure.yaml', line: 11, column: 13, endLine: 11, endColumn: 33 },
      output:
        'enclosure.yaml:11:13: error reference/duplicate-drive drive eui.0025385891b00101 is declared already, in box-1 (enclosure.yaml:10:13)',
      right: {
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n    - { id: eui.0025385891b00102, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'reference/not-found': {
    code: 'reference/not-found',
    severity: 'error',
    title: 'A name stands for nothing',
    meaning:
      'What names a thing that is not declared would have no effect, or never match anything. Most often it is a typo, or the thing was renamed in one place only. It is a warning where the name may be meant for something to come.',
    fix: 'Declare what is named, or mend the name; the finding suggests the nearest.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable:\n    storageGroups: [sg-b]\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
      place: { file: 'backend.yaml', line: 7, column: 21, endLine: 7, endColumn: 25 },
      output: 'backend.yaml:7:21: error reference/not-found no storage group is called sg-b. Did you mean sg-a?',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable:\n    storageGroups: [sg-a]\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'reference/cycle': {
    code: 'reference/cycle',
    severity: 'error',
    title: 'A domain lies in itself',
    meaning:
      'Failure domains form a tree: a rack lies in a hall, the hall in nothing. In a circle, nobody can tell what fails together.',
    fix: 'Mend parent of one of the domains named, or leave it out of the coarsest.',
    example: {
      kind: 'files',
      wrong: {
        'topology.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Topology\nmetadata:\n  name: north\nspec:\n  levels: [zone, rack]\n  domains:\n    - { name: hall-1, level: zone, parent: rack-a }\n    - { name: rack-a, level: rack, parent: hall-1 }\n',
      },
      place: { file: 'topology.yaml', line: 8, column: 44, endLine: 8, endColumn: 50 },
      output: 'topology.yaml:8:44: error reference/cycle domains lie in each other: hall-1 in rack-a in hall-1',
      right: {
        'topology.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Topology\nmetadata:\n  name: north\nspec:\n  levels: [zone, rack]\n  domains:\n    - { name: hall-1, level: zone }\n    - { name: rack-a, level: rack, parent: hall-1 }\n',
      },
    },
  },
  'reference/ambiguous': {
    code: 'reference/ambiguous',
    severity: 'error',
    title: 'It could be either of several',
    meaning:
      'Two objects lay claim to the same thing: a storage group of two backends, or two Topologies where a configuration has one. Which of them holds would be a matter of order.',
    fix: 'Say which one it is: name the storage groups of one of the backends, or take one object away.',
    example: {
      kind: 'files',
      wrong: {
        'backends.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: archive\nspec:\n  composable: {}\n---\napiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
      },
      place: { file: 'backends.yaml', line: 13, column: 15, endLine: 13, endColumn: 17 },
      output:
        'backends.yaml:13:15: error reference/ambiguous backend archive takes every storage group that no other names already (backends.yaml:6:15). Name the storage groups of one of the two.',
      right: {
        'backends.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: archive\nspec:\n  composable: {}\n---\napiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable:\n    storageGroups: [sg-b]\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-b\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'policy/syntax': {
    code: 'policy/syntax',
    severity: 'error',
    title: 'An expression is not CEL',
    meaning:
      'An expression that does not parse decides nothing. A policy that cannot be read must not pass for one that agrees.',
    fix: 'Mend it at the place named. A word is written \'so\', a field a.b, "and" is &&, "or" is ||.',
    example: {
      kind: 'files',
      wrong: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB <=\n      message: a volume has at most 1 TiB\n',
      },
      place: { file: 'policy.yaml', line: 8, column: 37, endLine: 8, endColumn: 37 },
      output: 'policy.yaml:8:37: error policy/syntax the expression ends where a value is expected',
      right: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB <= 1024\n      message: a volume has at most 1 TiB\n',
      },
    },
  },
  'policy/type': {
    code: 'policy/type',
    severity: 'error',
    title: 'An expression uses what does not exist, or mixes types',
    meaning:
      'Rules are type-checked when the revision is read, so that a misspelt field does not wait until a volume is asked for. Nor does a comparison that decides nothing: of a field that is one of a few words with any other.',
    fix: 'Mend the name or the type at the place named. What a rule can read at each scope is in the table of PlacementPolicy in docs/declare.md.',
    example: {
      kind: 'files',
      wrong: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGB <= 1024\n      message: a volume has at most 1 TiB\n',
      },
      place: { file: 'policy.yaml', line: 8, column: 27, endLine: 8, endColumn: 33 },
      output: 'policy.yaml:8:27: error policy/type No such key: sizeGB. Did you mean sizeGiB?',
      right: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB <= 1024\n      message: a volume has at most 1 TiB\n',
      },
    },
  },
  'policy/not-bool': {
    code: 'policy/not-bool',
    severity: 'error',
    title: 'A rule answers something other than true or false',
    meaning: 'A rule admits where it is true and refuses where it is false. A number or a text decides nothing.',
    fix: 'Compare the value with something, so that the expression is true where all is well.',
    example: {
      kind: 'files',
      wrong: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB\n      message: a volume has at most 1 TiB\n',
      },
      place: { file: 'policy.yaml', line: 8, column: 19, endLine: 8, endColumn: 34 },
      output: 'policy.yaml:8:19: error policy/not-bool the expression must be of type bool, not int',
      right: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB <= 1024\n      message: a volume has at most 1 TiB\n',
      },
    },
  },
  'policy/too-large': {
    code: 'policy/too-large',
    severity: 'error',
    title: 'An expression is longer or deeper than allowed',
    meaning:
      'Rules run for every object, drive or volume. A bound on their size keeps one of them from holding up the server.',
    fix: 'Name parts of the expression under spec.variables, or write several rules.',
    example: {
      kind: 'files',
      wrong: {
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: '((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))'\n      message: a volume has at most 1 TiB\n",
      },
      place: { file: 'policy.yaml', line: 8, column: 84, endLine: 8, endColumn: 85 },
      output:
        'policy.yaml:8:84: error policy/too-large the expression has more than 64 brackets, calls and fields inside one another. Split it: name its parts under spec.variables.',
      right: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: small-volumes\nspec:\n  scope: Request\n  validations:\n    - expression: request.sizeGiB <= 1024\n      message: a volume has at most 1 TiB\n',
      },
    },
  },
  'policy/evaluation': {
    code: 'policy/evaluation',
    severity: 'error',
    title: 'A rule could not be evaluated',
    meaning:
      'The rule reads what this object does not have, divides by zero, or takes more steps than it may. It has neither agreed nor refused, so it refuses unless failurePolicy is Ignore.',
    fix: "Ask first whether the field is there: has(object.spec.labels) && 'tier' in object.spec.labels. Or let the policy pass where it fails, with failurePolicy: Ignore.",
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  labels: { site: north }\n  composable: {}\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: gold\nspec:\n  scope: Config\n  kinds: [Backend]\n  validations:\n    - expression: object.spec.labels.tier == 'gold'\n      message: a backend is of tier gold\n",
      },
      place: { file: 'backend.yaml', line: 4, column: 9, endLine: 4, endColumn: 13 },
      output:
        "backend.yaml:4:9: error policy/evaluation the rule cannot be evaluated: no such key: tier [rule gold[0] at policy.yaml:9:19: object.spec.labels.tier == 'gold'; read object.spec.labels.tier = no such key: tier]",
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  labels: { site: north, tier: gold }\n  composable: {}\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: gold\nspec:\n  scope: Config\n  kinds: [Backend]\n  validations:\n    - expression: has(object.spec.labels) && 'tier' in object.spec.labels && object.spec.labels.tier == 'gold'\n      message: a backend is of tier gold\n",
      },
    },
  },
  'policy/too-costly': {
    code: 'policy/too-costly',
    severity: 'error',
    title: 'An expression may take more steps than it is let',
    meaning:
      'How many steps an expression may take is worked out before it runs, from how large the schemas let its input get. A walk inside a walk over long lists is refused here, and not when a volume is asked for. So is one over lists that are written out in the expression, where it takes more steps than an evaluation has, whatever is read.',
    fix: 'Change the part that is named: walk each list once, put what does not change in a loop into spec.variables, and let a condition of the policy rule out what it is not about.',
    example: {
      kind: 'files',
      wrong: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: no-four-alike\nspec:\n  scope: Placement\n  validations:\n    - expression: placement.legs.all(a, placement.legs.all(b, placement.legs.all(c, placement.legs.all(d, a.driveId + b.driveId != c.driveId + d.driveId))))\n      message: drives are all unlike\n',
      },
      place: { file: 'policy.yaml', line: 8, column: 19, endLine: 8, endColumn: 157 },
      output:
        'policy.yaml:8:19: error policy/too-costly the expression may take 55,306,158,595 steps, more than 25,000,000. Walk each list once, and put what does not change in a loop into spec.variables.',
      right: {
        'policy.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: no-two-alike\nspec:\n  scope: Placement\n  validations:\n    - expression: placement.legs.map(leg, leg.driveId).distinct().size() == placement.legs.size()\n      message: drives are all unlike\n',
      },
    },
  },
  'policy/denied': {
    code: 'policy/denied',
    severity: 'error',
    title: 'A rule says no',
    meaning:
      'A PlacementPolicy of scope Config does not hold for this object. With action: Warn it is a warning, with action: Audit a note; neither refuses the revision.',
    fix: 'Change the object so that the rule holds; the finding shows the rule, where it stands, and the values that it read. Or change the rule, where it is the rule that is wrong.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nreclaimPolicy: Delete\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
      place: { file: 'class.yaml', line: 4, column: 9, endLine: 4, endColumn: 13 },
      output:
        'class.yaml:4:9: error policy/denied volumes outlive their claims [rule retain[0] at policy.yaml:9:19: object.reclaimPolicy == \'Retain\'; read object.reclaimPolicy = "Delete"]',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
    },
  },
  'policy/too-many-steps': {
    code: 'policy/too-many-steps',
    severity: 'error',
    title: 'The policies of one revision take more steps than they may',
    meaning:
      'Every rule of scope Config runs on every object of its kinds, and every rule of scope Drive on every kind of drives. A bound on all of either together keeps a revision from holding up the server, and those that wait for its answer.',
    fix: 'Make the rules cheaper: narrow their kinds and matchConditions, and do not walk a list inside a walk over another. Where it is meant, raise the limit that the finding names.',
    example: {
      kind: 'seen',
      output:
        'classes.yaml:4:9: error policy/too-many-steps the policy has taken as many steps as it may on one revision, and was not asked about what follows. Where it is meant, raise --limit policy-steps. [rule unlike-all-others[0] at policies/unlike-all-others.yaml:9:19: config.classes.all(a, config.classes.all(b, config.classes.all(c, a + b != c)))]',
    },
  },
  'policy/excepted': {
    code: 'policy/excepted',
    severity: 'note',
    title: 'An exception lets a rule be broken',
    meaning:
      'An exception that nobody sees is a hole. What one lets pass is told of each time, with who allowed it, why, and until when.',
    fix: 'Nothing has to be done before the day that it names. To be rid of the note, mend what breaks the rule and take the PolicyException away.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\n',
        'exception.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PolicyException\nmetadata:\n  name: archive\nspec:\n  policy: retain\n  rule: retains\n  object: { kind: StorageClass, name: archive }\n  reason: volumes are copied elsewhere\n  approver: storage@example.com\n  expires: '9999-12-31'\n",
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - name: retains\n      expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
      place: { file: 'class.yaml', line: 4, column: 9, endLine: 4, endColumn: 16 },
      output:
        "class.yaml:4:9: note policy/excepted volumes outlive their claims; let pass until 9999-12-31 by exception archive, approved by storage@example.com: volumes are copied elsewhere [rule retain[retains] at policy.yaml:10:19: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'; read has(object.reclaimPolicy) = false]",
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - name: retains\n      expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
    },
  },
  'policy/exception-expired': {
    code: 'policy/exception-expired',
    severity: 'warning',
    title: 'An exception holds no longer',
    meaning:
      'From the day after the last one on which it holds, the rule is asked again: what it let pass is refused. The file says otherwise to whoever reads it.',
    fix: 'Take the PolicyException away. Where its reason still stands, have it approved again and write a later day.',
    example: {
      kind: 'files',
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
        'exception.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PolicyException\nmetadata:\n  name: archive\nspec:\n  policy: retain\n  object: { kind: StorageClass, name: archive }\n  reason: volumes are copied elsewhere\n  approver: storage@example.com\n  expires: '2020-12-31'\n",
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
      place: { file: 'exception.yaml', line: 10, column: 12, endLine: 10, endColumn: 24 },
      output: 'exception.yaml:10:12: warning policy/exception-expired exception archive held until 2020-12-31',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
    },
  },
  'policy/exception-unused': {
    code: 'policy/exception-unused',
    severity: 'warning',
    title: 'An exception lets nothing pass',
    meaning:
      'An exception that fits nothing is a mistake in a name, or is left over: nothing of its name is declared, its policy is not in force, or is never asked about what it names. Left lying, it would let pass the next object of that name.',
    fix: 'Mend the name of the object, or take the PolicyException away.',
    example: {
      kind: 'files',
      wrong: {
        'exception.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PolicyException\nmetadata:\n  name: archive\nspec:\n  policy: retain\n  object: { kind: StorageClass, name: archiv }\n  reason: volumes are copied elsewhere\n  approver: storage@example.com\n  expires: '9999-12-31'\n",
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
      },
      place: { file: 'exception.yaml', line: 7, column: 39, endLine: 7, endColumn: 45 },
      output:
        'exception.yaml:7:39: warning policy/exception-unused exception archive is for StorageClass archiv, and none is declared. Did you mean archive?',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: archive\nprovisioner: csi.stowage.dev\nreclaimPolicy: Retain\n',
        'policy.yaml':
          "apiVersion: stowage.dev/v1alpha1\nkind: PlacementPolicy\nmetadata:\n  name: retain\nspec:\n  scope: Config\n  kinds: [StorageClass]\n  validations:\n    - expression: has(object.reclaimPolicy) && object.reclaimPolicy == 'Retain'\n      message: volumes outlive their claims\n",
      },
    },
  },
  'policy/not-as-before': {
    code: 'policy/not-as-before',
    severity: 'note',
    title: 'A policy is not in force as it was',
    meaning:
      'With --policies-from, the policies of an earlier revision are asked beside those of today. A rule on volumes says nothing before one is asked for, so that it is gone has to be told of by itself.',
    fix: 'Nothing, where the change is meant: whoever reviews it should see it. Else put back what was there.',
    example: {
      kind: 'seen',
      output:
        'main:policies/request.yaml:4:9: note policy/not-as-before policy slices-are-encrypted is not in force as it was in main: it is gone, changed, bound otherwise or excepted from, and is asked as it was, too',
    },
  },
  'policy/test-gone': {
    code: 'policy/test-gone',
    severity: 'note',
    title: 'A test of policies is gone',
    meaning:
      'With --policies-from, a PolicyTest of an earlier revision, or a case of one, is no longer there. Nothing fails when a test is taken away, so that has to be told of by itself.',
    fix: 'Nothing, where the change is meant: whoever reviews it should see it. Else put back what was there.',
    example: {
      kind: 'seen',
      output:
        'main:policies/policies-test.yaml:20:13: note policy/test-gone case "a slice has at most 1 TiB" of test what-is-asked-for is gone since main, and does not run',
    },
  },
  'plan/holds-data': {
    code: 'plan/holds-data',
    severity: 'error',
    title: 'What holds data would go or change',
    meaning:
      'A drive, a backend or a Secret that volumes need would no longer be declared, or be declared as something else. Volumes on it would be lost or unreadable, and leaving a line out of a file is no consent to that.',
    fix: 'Declare it again. To take a drive out of service, say state: draining, delete or move the volumes on it, and then take its line away; for a backend, state: suspended.',
    example: {
      kind: 'seen',
      output:
        'error plan/holds-data 1 drive of enclosure rack-a-box-4 is no longer declared there, but holds legs of 1 volume (pvc-1; 10 GiB). Delete or move these volumes first, or declare the drives again; `state: draining` keeps new volumes off them',
    },
  },
  'plan/no-longer-survives': {
    code: 'plan/no-longer-survives',
    severity: 'warning',
    title: 'Volumes would survive less than they were placed for',
    meaning:
      "Both legs of a mirror would come to stand in one failure domain, for instance because a box moves to the other's rack. The volumes stay as they are, but losing that domain would lose them.",
    fix: 'Keep the enclosures in domains of their own. Where the box really moves, delete the volumes and make them anew to have the promise again.',
    example: {
      kind: 'seen',
      output:
        'warning plan/no-longer-survives 1 volume (pvc-1; 10 GiB) would no longer survive the loss of a domain of level rack: both legs of a pair come to stand in one, or where one stands is not declared. The volumes stay as they are; to have the promise again, delete and make them anew, or declare the enclosures where they stood',
    },
  },
  'plan/immutable': {
    code: 'plan/immutable',
    severity: 'warning',
    title: 'A field changes that Kubernetes does not let change',
    meaning:
      'The API server refuses an update of the parameters of a StorageClass. A server with --kubernetes deletes the class and makes it anew, at once where no claim and no volume names it, else with the consent that it asks for. Without, Git says one thing and the cluster another.',
    fix: 'Where claims are to go on getting what they get, give the new parameters a class of a new name, and let claims move to it.',
    example: {
      kind: 'seen',
      output:
        'warning plan/immutable parameters of StorageClass hdd change, which Kubernetes does not do in place. A server with --kubernetes makes the class anew, and asks first where claims name it; without, give the new parameters a class of a new name',
    },
  },
  'plan/bandwidth-short': {
    code: 'plan/bandwidth-short',
    severity: 'warning',
    title: 'A bandwidth domain would have less than volumes have reserved of it',
    meaning:
      'The uplink is declared slower than before, or enclosures move behind it, and what volumes have reserved comes to more than it carries. Nothing moves: the volumes keep what they reserved, and until enough of them are gone the domain takes no volume that reserves something.',
    fix: 'Declare the bandwidth that the uplink really has. Where it really is slower, delete or move volumes whose legs lie in the domain.',
    example: {
      kind: 'seen',
      output:
        'warning plan/bandwidth-short 1 volume (pvc-1; 10 GiB) has reserved 2 Gbit/s of bandwidth domain row-1, which would have 1 Gbit/s. Volumes stay as they are; nothing more that reserves bandwidth is placed there until enough of them are gone',
    },
  },
  'plan/over-limit': {
    code: 'plan/over-limit',
    severity: 'warning',
    title: 'A backend or a pool would have more than its limits allow',
    meaning:
      'maxVolumes or maxTotalSize lies below what there is. The volumes stay as they are; the backend or the pool takes no more, and no volume of it grows past its limit, until enough of them are gone.',
    fix: 'Raise the limit, or delete volumes.',
    example: {
      kind: 'seen',
      output:
        'warning plan/over-limit backend main has 3 volumes, more than limits.maxVolumes of 2. They stay as they are; it takes no more until enough of them are gone',
    },
  },
  'class/unsatisfiable': {
    code: 'class/unsatisfiable',
    severity: 'warning',
    title: 'No declared drive can ever carry a volume of the class',
    meaning:
      'The parameters of the class rule out every drive there is, so each claim of it waits for ever. The finding says which constraint leaves none.',
    fix: 'Change that parameter, or declare drives that meet it. Where the drives are still to come, nothing needs to be done.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: wwn-0x5000c500e4a00101, mediaType: HDD, protocol: SAS, capacity: 18T }\n',
      },
      place: { file: 'class.yaml', line: 7, column: 9, endLine: 7, endColumn: 12 },
      output:
        'class.yaml:7:9: warning class/unsatisfiable no volume of this class can be placed, not even on empty drives: it needs a drive that is an SSD; none of 1 left is. Change type, or declare drives that meet it.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: wwn-0x5000c500e4a00101, mediaType: HDD, protocol: SAS, capacity: 18T }\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'class/no-effect': {
    code: 'class/no-effect',
    severity: 'warning',
    title: 'A parameter has no effect beside another',
    meaning:
      'The parameter is valid, but the type of the class leaves nothing for it to do: an SSD does not turn, and a slice is never striped nor the whole of a drive. Whoever wrote it expects something that will not happen.',
    fix: 'Leave the parameter out, or choose the type that it goes with.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'class.yaml':
          "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n  rpm: '7200'\n",
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
      place: { file: 'class.yaml', line: 8, column: 8, endLine: 8, endColumn: 14 },
      output:
        'class.yaml:8:8: warning class/no-effect rpm has no effect: only an HDD turns, and type is not hdd. Leave it out.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n',
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n',
        'enclosure.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Enclosure\nmetadata:\n  name: box-1\nspec:\n  storageGroup: sg-a\n  portals:\n    - { transport: nvmetcp, address: 10.20.1.11 }\n  drives:\n    - { id: eui.0025385891b00101, mediaType: SSD, protocol: NVMe, capacity: 3840G }\n',
      },
    },
  },
  'class/immutable': {
    code: 'class/immutable',
    severity: 'error',
    title: 'A StorageClass differs from the base where Kubernetes refuses a change',
    meaning:
      'The API server refuses an update of provisioner, parameters, reclaimPolicy and volumeBindingMode of a StorageClass, so the change would never arrive in the cluster. Found with --base, which compares with another revision.',
    fix: 'Give the class a new name and let claims move to it, or delete the class in the cluster and create it anew; volumes that there are stay as they are.',
    example: {
      kind: 'files',
      base: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n',
      },
      wrong: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: slice\n',
      },
      place: { file: 'class.yaml', line: 7, column: 9, endLine: 7, endColumn: 14 },
      output:
        'class.yaml:7:9: error class/immutable parameter type was ssd and becomes slice: Kubernetes does not let a StorageClass change it. Leave fast as it is and add a class with a new name, such as fast-2, for new claims. Or delete the class and create it anew: volumes that exist keep what they have.',
      right: {
        'class.yaml':
          'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\nprovisioner: csi.stowage.dev\nparameters:\n  type: ssd\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast-slice\nprovisioner: csi.stowage.dev\nparameters:\n  type: slice\n',
      },
    },
  },
  'class/workload-unknown': {
    code: 'class/workload-unknown',
    severity: 'error',
    title: 'A volume is to lie apart from its workload, or with it, and nobody says which that is',
    meaning:
      'The class says workloadSpread or workloadAffinity with `:required`. Which volumes belong together is told by the claim that a volume is asked for by, and it is not known: the provisioner does not pass it on, or the label that workloadLabel names cannot be read or is not there. The volume is refused rather than put beside its replica.',
    fix: 'Run external-provisioner with --extra-create-metadata, put the label on the claims of the class, or leave `:required` out: the level is then kept wherever the workload is known.',
    example: {
      kind: 'seen',
      output:
        'error class/workload-unknown workloadSpread rack:required needs to know the workload of the volume, and nothing says which claim it is for: run external-provisioner with --extra-create-metadata, or leave :required out',
    },
  },
  'backend/not-served': {
    code: 'backend/not-served',
    severity: 'warning',
    title: 'This version does not serve backends of that kind yet',
    meaning:
      'The declaration is valid and kept, but no volume is placed on the backend. A class that no other backend can serve has nowhere to put its volumes.',
    fix: 'Declare a composable backend for the classes that need one now. To keep this one for a version that serves it, say state: suspended.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: shares\nspec:\n  nfs:\n    servers: [10.20.1.20]\n    exportPath: /export/volumes\n',
      },
      place: { file: 'backend.yaml', line: 6, column: 3, endLine: 6, endColumn: 6 },
      output:
        'backend.yaml:6:3: warning backend/not-served this version serves composable backends alone: volumes from NFS are refused. Say "state: suspended" to keep it declared without this warning.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: shares\nspec:\n  nfs:\n    servers: [10.20.1.20]\n    exportPath: /export/volumes\n  state: suspended\n',
      },
    },
  },
  'backend/no-effect': {
    code: 'backend/no-effect',
    severity: 'warning',
    title: 'A limit of a backend or a pool says nothing beside another',
    meaning:
      'A pool never gets past the limits of its backend, and no volume past what all volumes together may have. A limit above such another one is never reached, so it is most likely not what was meant.',
    fix: 'Leave it out, or raise the limit that is lower.',
    example: {
      kind: 'files',
      wrong: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n  limits:\n    maxVolumes: 100\n  pools:\n    - name: fast\n      limits:\n        maxVolumes: 200\n',
      },
      place: { file: 'backend.yaml', line: 12, column: 21, endLine: 12, endColumn: 24 },
      output:
        'backend.yaml:12:21: warning backend/no-effect maxVolumes of the pool has no effect: the backend takes less, 100. Leave it out, or raise that of the backend.',
      right: {
        'backend.yaml':
          'apiVersion: stowage.dev/v1alpha1\nkind: Backend\nmetadata:\n  name: main\nspec:\n  composable: {}\n  limits:\n    maxVolumes: 300\n  pools:\n    - name: fast\n      limits:\n        maxVolumes: 200\n',
      },
    },
  },
};
