import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { FLUX_ACCESS } from '../../controller/cluster/api/access.ts';
import { fluxReference } from '../../controller/cluster/source/flux/reference.ts';
import { objectsIn, ROOT } from './sandbox.ts';

interface Granted {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly rules?: readonly unknown[];
}

const text = readFileSync(path.join(ROOT, 'deploy/flux/source.yaml'), 'utf8');
const page = readFileSync(path.join(ROOT, 'docs/kubernetes.md'), 'utf8');
const objects = objectsIn(text) as readonly Granted[];

it('the object of Flux that the page serves from is the one of the example, and its Role grants what is asked', () => {
  const { resource, name } = fluxReference(/--repo (flux:\S+)/.exec(page)?.[1] ?? '');
  const source = objects.find(({ kind }) => kind === resource.kind);
  expect(source?.metadata).toEqual(name);
  const asked = FLUX_ACCESS.find((access) => access.resource === resource);
  expect(objects.find(({ kind }) => kind === 'Role')).toMatchObject({
    metadata: { namespace: name.namespace },
    rules: [
      {
        apiGroups: [resource.group],
        resources: [resource.plural],
        resourceNames: [name.name],
        verbs: asked?.verbs,
      },
    ],
  });
});
