/** The files that `stowage init` writes, by path: a repository that is valid, small, and says what to change. */
export const CONFIG_REPOSITORY: Readonly<Record<string, string>> = {
  'README.md': `# Storage

What this cluster stores things on, declared. Stowage follows this repository: what is merged becomes what runs.

| file               | says                                         |
| ------------------ | -------------------------------------------- |
| \`enclosures.yaml\` | the boxes and the drives in them             |
| \`backend.yaml\`    | the storage system that volumes come from    |
| \`classes.yaml\`    | what people may ask for                      |
| \`policies.yaml\`   | rules that every volume keeps, or is refused |

    stowage validate .        # is it right?
    stowage plan .            # what would it change?
    stowage serve --repo .    # run it
`,

  'backend.yaml': `# A storage system that volumes come from. This one owns every storage group that no other backend names.
apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata:
  name: main
spec:
  composable: {}
  # For classes that say encrypt: the Secret that holds at least 32 random bytes. Only its name is written here.
  # composable:
  #   encryption:
  #     secretRef: { name: volume-keys, namespace: stowage-system }
`,

  'enclosures.yaml': `# The boxes and the drives in them. A drive is known by its own identity, never by its slot:
# "lsblk -o NAME,WWN" and "nvme id-ns" tell it. Put yours here.
apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata:
  name: box-1
spec:
  # Boxes that fail together, such as those behind one controller, share a storage group.
  storageGroup: sg-1
  # How nodes reach the drives: nvmetcp, roce or iscsi.
  portals:
    - { transport: nvmetcp, address: 10.0.0.11 }
  drives:
    - { id: wwn-0x5000c500a1b2c301, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 18T }
    - { id: wwn-0x5000c500a1b2c302, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 18T }
    - { id: eui.0025385b71b0a101, mediaType: SSD, protocol: NVMe, capacity: 3840G, tags: [fast] }
---
apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata:
  name: box-2
spec:
  storageGroup: sg-2
  portals:
    - { transport: nvmetcp, address: 10.0.0.12 }
  drives:
    - { id: wwn-0x5000c500a1b2c303, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 18T }
    - { id: wwn-0x5000c500a1b2c304, mediaType: HDD, protocol: SAS, rotationSpeedRPM: 7200, capacity: 18T }
    - { id: eui.0025385b71b0a102, mediaType: SSD, protocol: NVMe, capacity: 3840G, tags: [fast] }
`,

  'classes.yaml': `# What people may ask for. Every parameter is a string, as Kubernetes asks: 'true', not true.

# A part of an SSD; others lie on the same drive.
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: csi.stowage.dev
parameters:
  type: slice
  requiredTags: fast
  maxVolumeSize: 1Ti
allowVolumeExpansion: true
---
# Two disks that hold the same: the volume survives the loss of either, and of the box or storage group that it is in.
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: safe
provisioner: csi.stowage.dev
parameters:
  type: hdd
  redundancy: 'true'
reclaimPolicy: Retain
allowVolumeExpansion: true
`,

  'policies.yaml': `# A rule in CEL, shaped like Kubernetes' ValidatingAdmissionPolicy: each validation must be true.
apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: slices-stay-small
spec:
  # Config: objects of this repository. Request: a volume asked for. Drive: a drive. Placement: the drives chosen.
  scope: Request
  matchConditions:
    - name: is-a-slice
      expression: request.parameters.type == 'slice'
  validations:
    - expression: request.sizeGiB <= 512
      message: a slice has at most 512 GiB; ask for a whole SSD beyond that
  # Deny refuses, Warn only tells.
  action: Warn
`,
};
