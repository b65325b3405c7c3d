// @ts-check

/**
 * As much of an object as is looked at.
 * @typedef {{ name: string, image: string, args: string[], ports?: { name: string, containerPort: number }[],
 *   volumeMounts: { name: string, mountPath: string }[], securityContext?: { readOnlyRootFilesystem?: boolean },
 *   resources?: { limits?: { memory?: string } }, startupProbe?: Probe, livenessProbe?: Probe, readinessProbe?: Probe }} Container
 * @typedef {{ httpGet: { port: string | number } }} Probe
 * @typedef {{ serviceAccountName: string, containers: Container[], volumes: { name: string }[] }} PodSpec
 * @typedef {{ kind: string, metadata: { name: string, namespace?: string }, roleRef?: { kind: string, name: string },
 *   spec: { template: { metadata: { labels: Record<string, string> }, spec: PodSpec }, selector: Record<string, string>,
 *     ports: { targetPort: string, port: number }[], volumeClaimTemplates?: { metadata: { name: string } }[] } }} Rendered
 */

const WORKLOADS = ['StatefulSet', 'Deployment', 'DaemonSet'];

/**
 * What objects say of each other that is not so: nothing where all of it holds.
 * @param {readonly Rendered[]} objects
 * @param {ReadonlyMap<string, ReadonlySet<string>>} flags of each command of stowage
 * @returns {readonly string[]}
 */
export function contradictionsIn(objects, flags) {
  const workloads = objects.filter(({ kind }) => WORKLOADS.includes(kind));
  return [
    ...workloads.flatMap((workload) => podProblems(workload, objects, flags)),
    ...objects.filter(({ kind }) => kind === 'Service').flatMap((service) => serviceProblems(service, workloads)),
    ...objects.filter(({ roleRef }) => roleRef).flatMap((binding) => bindingProblems(binding, objects)),
  ];
}

/**
 * @param {Rendered} workload
 * @param {readonly Rendered[]} objects
 * @param {ReadonlyMap<string, ReadonlySet<string>>} flags
 */
function podProblems({ metadata, spec }, objects, flags) {
  const { serviceAccountName, containers, volumes } = spec.template.spec;
  const claims = spec.volumeClaimTemplates ?? [];
  const known = new Set([...volumes.map(({ name }) => name), ...claims.map((claim) => claim.metadata.name)]);
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount').map((account) => account.metadata.name);
  const stranger = accounts.length > 0 && !accounts.includes(serviceAccountName);
  return [
    ...(stranger ? [`no service account ${serviceAccountName}`] : []),
    ...containers.flatMap((container) => containerProblems(container, known)),
    ...containers.flatMap((container) => flagProblems(container, flags)),
  ].map((problem) => `${metadata.name}: ${problem}`);
}

/**
 * @param {Container} container
 * @param {ReadonlySet<string>} volumes
 */
function containerProblems(container, volumes) {
  const { name, image, ports = [], volumeMounts, securityContext, resources } = container;
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
  const probed = probes.flatMap((probe) => (probe ? [probe.httpGet.port] : []));
  const places = volumeMounts.map(({ mountPath }) => mountPath);
  return [
    ...volumeMounts.filter((mount) => !volumes.has(mount.name)).map((mount) => `no volume ${mount.name}`),
    ...places.filter((place, at) => places.indexOf(place) !== at).map((place) => `two mounts at ${place}`),
    ...probed
      .filter((port) => typeof port === 'string' && !ports.some((each) => each.name === port))
      .map((port) => `probes port ${String(port)}, which it does not have`),
    ...(/:v?\d+\.\d+\.\d+(@sha256:[0-9a-f]{64})?$/.test(image) ? [] : [`image ${image} of no exact version`]),
    ...(securityContext?.readOnlyRootFilesystem === true ? [] : ['its root filesystem can be written']),
    ...(resources?.limits?.memory === undefined ? ['it may take all memory'] : []),
  ].map((problem) => `${name}: ${problem}`);
}

/**
 * @param {Container} container
 * @param {ReadonlyMap<string, ReadonlySet<string>>} flags
 */
function flagProblems({ name, args }, flags) {
  if (name !== 'stowage') return [];
  const [command = '', ...rest] = args;
  const known = flags.get(command);
  if (!known) return [`there is no command ${command}`];
  return rest.filter((arg) => !known.has(arg.replace(/=.*/s, ''))).map((arg) => `stowage ${command} has no ${arg}`);
}

/**
 * @param {Rendered} service
 * @param {readonly Rendered[]} workloads
 */
function serviceProblems({ metadata, spec }, workloads) {
  const chosen = workloads.filter(({ spec: { template } }) =>
    Object.entries(spec.selector).every(([label, value]) => template.metadata.labels[label] === value),
  );
  const ports = chosen
    .flatMap(({ spec: { template } }) => template.spec.containers)
    .flatMap((each) => each.ports ?? []);
  return spec.ports
    .filter(({ targetPort, port }) => !ports.some((each) => each.name === targetPort && each.containerPort === port))
    .map(({ targetPort }) => `${metadata.name}: leads to no port ${targetPort}`);
}

/**
 * @param {Rendered} binding
 * @param {readonly Rendered[]} objects
 */
function bindingProblems({ metadata, roleRef }, objects) {
  const found = objects.some(
    (object) =>
      object.kind === roleRef?.kind &&
      object.metadata.name === roleRef.name &&
      object.metadata.namespace === metadata.namespace,
  );
  return found ? [] : [`${metadata.name}: binds ${String(roleRef?.name)}, which there is not`];
}
