/** Documents of a small configuration that is right, for tests to break in one place each. */
export const enclosure = (name: string, spec = ''): string => `apiVersion: stowage.dev/v1alpha1
kind: Enclosure
metadata: { name: ${name} }
spec:
  storageGroup: sg-a
  portals: [{ transport: nvmetcp, address: 10.0.0.1 }]
  drives:
    - { id: ${driveId(name)}, mediaType: HDD, protocol: SAS, capacity: 18T }
${spec}`;

export const backend = (name: string, spec = ''): string => `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata: { name: ${name} }
spec:
${spec === '' ? '  composable: {}\n' : spec}`;

export const topology = (name: string, spec: string): string => `apiVersion: stowage.dev/v1alpha1
kind: Topology
metadata: { name: ${name} }
spec:
${spec}`;

export const storageClass = (name: string, parameters = ''): string => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: ${name} }
provisioner: csi.stowage.dev
parameters:
  type: ssd
${parameters}`;

export const policy = (name: string, spec: string): string => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata: { name: ${name} }
spec:
${spec}`;

/** A drive id that depends on the name alone. */
export function driveId(name: string): string {
  const digits = Array.from(name, (character) => (character.codePointAt(0) ?? 0).toString(16)).join('');
  return `wwn-0x${digits.slice(0, 16).padStart(16, '0')}`;
}
