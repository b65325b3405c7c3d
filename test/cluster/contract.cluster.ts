import { afterAll } from 'vitest';
import { CONTROLLER_ACCESS } from '../../controller/cluster/api/access.ts';
import type { Access } from '../../controller/cluster/api/access.ts';
import { openKubernetesApi } from '../../controller/cluster/api/kubernetes-api.ts';
import { BACKENDS, EVENTS, STORAGE_CLASSES } from '../../controller/cluster/api/resource.ts';
import { clusterContract } from '../../controller/cluster/testing/contract.ts';

/** Somebody who runs kubectl reads events and single objects, and asks for what there is not. */
const ADMIN_ACCESS: readonly Access[] = [
  ...CONTROLLER_ACCESS,
  { resource: EVENTS, verbs: ['list'], why: 'somebody reads them' },
  { resource: BACKENDS, verbs: ['get'], why: 'somebody reads one' },
  {
    resource: { ...BACKENDS, plural: 'frontends', kind: 'Frontend', group: 'nobody.example' },
    verbs: ['list'],
    why: 'a kind that is not served',
  },
];

const controller = openKubernetesApi({ kubeconfig: fileIn('CONTROLLER_KUBECONFIG') }, CONTROLLER_ACCESS);
const other = openKubernetesApi({ kubeconfig: fileIn('ADMIN_KUBECONFIG') }, ADMIN_ACCESS, { manager: 'kubectl' });

clusterContract('a real API server', () => Promise.resolve({ controller, other }));

afterAll(async () => {
  for (const resource of [BACKENDS, STORAGE_CLASSES]) {
    const made = (await other.list(resource)).items.filter(({ metadata }) => metadata.name.startsWith('contract-'));
    await Promise.all(made.map(({ metadata }) => other.delete(resource, metadata, { uid: metadata.uid ?? '' })));
  }
  controller.close();
  other.close();
});

function fileIn(variable: string): string {
  const file = process.env[variable];
  if (file === undefined) throw new Error(`${variable} names no kubeconfig: npm run test:cluster -- api-contract`);
  return file;
}
