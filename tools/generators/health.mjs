// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { HEALTH_STATES, objectInState } from './health-states.mjs';
import { readKinds } from './schema-source.mjs';

const FOLDER = 'deploy/argocd';
const CUSTOMIZATIONS = `${FOLDER}/resource_customizations`;
const GROUP = 'stowage.dev';
const NOTICE = '# Written by tools/generate.mjs from deploy/argocd/health.lua. Do not edit.\n';

export const owns = [CUSTOMIZATIONS];

/**
 * The health checks of Argo CD: in the layout of its own repository, with their cases, and as what is put into argocd-cm.
 * One Lua serves every kind.
 *
 * @param {string} root
 */
export async function generate(root) {
  const lua = await readFile(join(root, FOLDER, 'health.lua'), 'utf8');
  const kinds = (await readKinds())
    .filter(({ schema }) => schema.properties?.['apiVersion']?.enum?.[0]?.startsWith(`${GROUP}/`))
    .map(({ kind }) => kind);
  return new Map([
    ...kinds.flatMap((kind) => customization(kind, lua)),
    [`${FOLDER}/argocd-cm.yaml`, patch(kinds, lua)],
  ]);
}

/**
 * @param {string} kind
 * @param {string} lua
 * @returns {(readonly [string, string])[]}
 */
function customization(kind, lua) {
  const folder = `${CUSTOMIZATIONS}/${GROUP}/${kind}`;
  const states = HEALTH_STATES.filter(({ kinds, shipped = true }) => shipped && (kinds?.includes(kind) ?? true));
  const tests = states.map(({ name, argo }) => ({ healthStatus: argo, inputPath: `testdata/${name}.yaml` }));
  return [
    [`${folder}/health.lua`, lua],
    [`${folder}/health_test.yaml`, dump({ tests }, { noRefs: true })],
    ...states.map(
      (state) =>
        /** @type {const} */ ([
          `${folder}/testdata/${state.name}.yaml`,
          dump(objectInState(kind, state), { noRefs: true }),
        ]),
    ),
  ];
}

/**
 * A patch by Kustomize or `kubectl patch`: Argo CD wants the whole text once for each kind.
 *
 * @param {readonly string[]} kinds
 * @param {string} lua
 */
function patch(kinds, lua) {
  const indented = lua.replace(/^(?=.)/gm, '    ');
  const entries = kinds.map((kind) => `  resource.customizations.health.${GROUP}_${kind}: |\n${indented}`);
  const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\n  namespace: argocd\ndata:\n';
  return NOTICE + head + entries.join('');
}
