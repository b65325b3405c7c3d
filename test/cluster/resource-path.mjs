// @ts-check

/**
 * The path of an object in the API, or of all of its kind where it has no name.
 * @param {import('./api-client.mjs').KubernetesObject} object
 */
export function pathOf({ apiVersion, kind, metadata = {} }) {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const name = metadata.name ? `/${metadata.name}` : '';
  return `${group}${namespace}/${pluralOf(kind)}${name}`;
}

/** By the rule that Kubernetes' own kinds keep to. @param {string} kind */
function pluralOf(kind) {
  const word = kind.toLowerCase();
  if (word.endsWith('s')) return `${word}es`;
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}
