/** The change that is good: a new class. Runs of the demonstration on one repository count up. */
export const goodChange = (
  count: number,
): { readonly file: string; readonly className: string; readonly text: string } => {
  const className = `scratch-${String(count)}`;
  return {
    className,
    file: `classes-${className}.yaml`,
    text: `# Small encrypted slices for scratch data, on SSDs of the silver pool.
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${className}
provisioner: csi.stowage.dev
parameters:
  type: slice
  encrypt: 'true'
  selector: tier=silver
  maxVolumeSize: 100Gi
allowVolumeExpansion: true
`,
  };
};

/** The change that is bad: its class names a storage group that no enclosure belongs to. */
export const BAD_CHANGE = {
  file: 'classes-typo.yaml',
  subject: 'Add class typo',
  text: `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: typo
provisioner: csi.stowage.dev
parameters:
  type: hdd
  storageGroup: sg-a1,sg-c1
`,
};
