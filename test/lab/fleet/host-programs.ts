import { DRIVER_ADDRESS, TLS } from './site.ts';
import type { BoxName, FleetSite, NodeName } from './site.ts';
import { BUNDLE } from './stowage-command.ts';

export const STATE = '/var/lib/stowage';
export const NODE_SOCKET = '/run/stowage/csi.sock';
const START_MILLISECONDS = 60_000;

/** Answers once every export that the box owes is back. */
export async function startAgent({ port, lab }: FleetSite, name: BoxName): Promise<void> {
  const vm = lab.hosts[name];
  const address = `${DRIVER_ADDRESS}:${String(port)}`;
  const options = ['--enclosure', name, '--driver', address, '--tls', TLS, '--state', `${STATE}/agent`];
  await vm.start('agent', [process.execPath, BUNDLE, 'agent', ...options]);
  await vm.waitForLine('agent', /ready: enclosure/, START_MILLISECONDS);
}

/** Answers once the node plug-in serves. */
export async function startNode({ port, lab }: FleetSite, name: NodeName): Promise<void> {
  const vm = lab.hosts[name];
  const address = `${DRIVER_ADDRESS}:${String(port)}`;
  const options = ['--node-id', name, '--driver', address, '--tls', TLS, '--state', `${STATE}/node`];
  await vm.output(['mkdir', '-p', '/run/stowage', '/var/lib/kubelet/staging', '/var/lib/kubelet/pods']);
  const command = [process.execPath, BUNDLE, 'node', ...options, '--csi-endpoint', `unix://${NODE_SOCKET}`];
  await vm.start('node', command);
  await vm.waitForLine('node', /CSI on/, START_MILLISECONDS);
}
