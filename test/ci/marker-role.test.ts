import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MARKER_ACCESS } from '../../controller/cluster/api/access.ts';
import { clusterReference } from '../../controller/cluster/source/cluster-reference.ts';
import { objectsIn, ROOT } from './sandbox.ts';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const only = (file: string, kind: string, name: string): Manifest | undefined =>
  (objectsIn(read(file)) as readonly Manifest[]).find((each) => each.kind === kind && each.metadata.name === name);

const ROLE = 'deploy/marker/role.yaml';

describe('the Role beside the plain manifests for a cluster as source', () => {
  const page = read('docs/kubernetes.md');
  const { marker } = clusterReference(/--repo (cluster:\S+\/\S+)/.exec(page)?.[1] ?? '');

  it('grants what is asked of the marker that the page serves from', () => {
    expect(only(ROLE, 'Role', 'stowage-marker')).toMatchObject({
      metadata: { namespace: marker?.namespace },
      rules: MARKER_ACCESS.map(({ resource, verbs }) => ({
        apiGroups: [resource.group],
        resources: [resource.plural],
        resourceNames: [marker?.name],
        verbs,
      })),
    });
  });

  it('is bound to the controller of the plain manifests', () => {
    const { name, namespace } = only('deploy/manifests/rbac.yaml', 'ServiceAccount', 'stowage-controller')!.metadata;
    expect(only(ROLE, 'RoleBinding', 'stowage-marker')).toMatchObject({
      metadata: { namespace: marker?.namespace },
      roleRef: { kind: 'Role', name: 'stowage-marker' },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  });

  it('is where the page says', () => {
    expect(page).toContain(`kubectl apply -f ${ROLE}`);
    expect(page).toContain(`](../${ROLE})`);
  });
});
