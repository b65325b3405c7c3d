// @ts-check

/** Where the account of the sidecars is. */
export const CONTROLLER = { namespace: 'stowage-system', name: 'stowage-controller' };

/** @type {readonly { readonly name: import('./programs.mjs').Program, readonly flags: readonly string[] }[]} */
const SIDECARS = [
  {
    name: 'csi-provisioner',
    flags: [
      '--extra-create-metadata',
      '--default-fstype=ext4',
      '--enable-capacity',
      // There is no pod that owns them here.
      '--capacity-ownerref-level=-1',
      '--capacity-poll-interval=5s',
    ],
  },
  { name: 'csi-attacher', flags: ['--default-fstype=ext4'] },
  { name: 'csi-resizer', flags: ['--extra-modify-metadata'] },
  { name: 'csi-snapshotter', flags: ['--extra-create-metadata'] },
];

/**
 * The sidecars of a driver, each started again whenever it ends: they end when the driver does.
 * @param {{ readonly programs: import('./programs.mjs').Programs, readonly processes: import('./processes.mjs').Processes,
 *   readonly socket: string, readonly kubeconfig: string, readonly prefix?: string }} rig
 * @returns {import('./processes.mjs').Running[]}
 */
export function startSidecars({ programs, processes, socket, kubeconfig, prefix = '' }) {
  return SIDECARS.map(({ name, flags }) => {
    const common = [
      `--csi-address=${socket}`,
      `--kubeconfig=${kubeconfig}`,
      '--kube-api-qps=1000',
      '--kube-api-burst=2000',
    ];
    return processes.start(prefix + name, [programs.program(name), ...common, ...flags], {
      respawn: true,
      env: { NAMESPACE: CONTROLLER.namespace, POD_NAME: 'stowage-controller-0' },
    });
  });
}
