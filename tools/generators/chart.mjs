// @ts-check
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { importSources } from '../import-sources.mjs';
import { valuesYaml } from './chart-values.mjs';
import { generate as generateCrds } from './crds.mjs';
import { rulesYaml } from './roles.mjs';

const CHART = 'deploy/helm/stowage';

export const owns = [`${CHART}/crds`];

/**
 * What of the chart is derived: the CRDs, the values and their comments from values.schema.json, and the controller's roles
 * from what its code may call.
 *
 * @param {string} root
 */
export async function generate(root) {
  const access = await importSources('access', new URL('../../controller/cluster/api/access.ts', import.meta.url));
  const schema = JSON.parse(await readFile(join(root, CHART, 'values.schema.json'), 'utf8'));
  const crds = [...(await generateCrds())].map(
    ([path, text]) => /** @type {const} */ ([`${CHART}/crds/${basename(path)}`, text]),
  );
  return new Map([
    ...crds,
    [`${CHART}/values.yaml`, valuesYaml(schema)],
    [`${CHART}/files/rbac/controller.yaml`, rulesYaml(access.CONTROLLER_ACCESS)],
    [`${CHART}/files/rbac/secrets.yaml`, rulesYaml(access.SECRET_ACCESS)],
    [`${CHART}/files/rbac/marker.yaml`, rulesYaml(access.MARKER_ACCESS)],
    [`${CHART}/files/rbac/flux.yaml`, rulesYaml(access.FLUX_ACCESS)],
  ]);
}
