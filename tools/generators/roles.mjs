// @ts-check

/** @typedef {import('../../controller/cluster/api/access.ts').Access} Access */
/** @typedef {{ readonly group: string, readonly verbs: readonly string[], readonly why: string, readonly resources: string[] }} Rule */

const NOTICE = '# Written by tools/generate.mjs from controller/cluster/api/access.ts. Do not edit.\n';

/**
 * The rules of a role that allows just this, each below the reason for it. What is alike but for the resource is one rule.
 *
 * @param {readonly Access[]} access
 */
export function rulesYaml(access) {
  /** @type {Map<string, Rule>} */
  const rules = new Map();
  for (const { resource, verbs, subresource, why } of access) {
    const plural = subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`;
    const key = JSON.stringify([resource.group, verbs, why]);
    const rule = rules.get(key);
    if (rule) rule.resources.push(plural);
    else rules.set(key, { group: resource.group, verbs, why, resources: [plural] });
  }
  return NOTICE + [...rules.values()].map(ruleYaml).join('');
}

/** @param {Rule} rule */
const ruleYaml = ({ group, resources, verbs, why }) =>
  [
    `# ${why[0]?.toUpperCase() ?? ''}${why.slice(1)}.`,
    `- apiGroups: [${group === '' ? "''" : group}]`,
    resources.join(', ').length <= 100
      ? `  resources: [${resources.join(', ')}]`
      : ['  resources:', ...resources.map((name) => `    - ${name}`)].join('\n'),
    `  verbs: [${verbs.join(', ')}]`,
    '',
  ].join('\n');
