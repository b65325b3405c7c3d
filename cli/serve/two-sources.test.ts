import { expect, it } from 'vitest';
import { CONTROLLER_ACCESS } from '../../controller/cluster/api/access.ts';
import { BACKENDS } from '../../controller/cluster/api/resource.ts';
import { isOurs, shownObject } from '../../controller/cluster/target/shown-object.ts';
import { simulateCluster } from '../../controller/cluster/testing/simulated-cluster.ts';
import { findingExplanations } from '../../schemas/generated/finding-explanations.ts';

it('what was shown from Git is so until its label is taken away, whoever applies it, and source/two-sources says how', async () => {
  const { api } = simulateCluster(CONTROLLER_ACCESS);
  const rack = {
    ...{ apiVersion: 'stowage.dev/v1alpha1', kind: 'Backend', metadata: { name: 'rack' } },
    spec: { composable: {} },
  };
  await api().apply(BACKENDS, shownObject(rack)!.object);
  const applied = await api('kubectl').apply(BACKENDS, rack, { force: true });
  expect(isOurs(applied)).toBe(true);
  const { fix } = findingExplanations['source/two-sources'];
  const [, label = ''] = /kubectl label KIND NAME (\S+)-$/.exec(fix) ?? [];
  const labels = Object.fromEntries(Object.entries(applied.metadata.labels ?? {}).filter(([name]) => name !== label));
  expect(isOurs({ ...applied, metadata: { ...applied.metadata, labels } })).toBe(false);
});
