import type { Transport } from '../../../core/model/inventory.ts';
import { exportedEnclosure } from './configuration.ts';
import type { Fleet } from './fleet.ts';
import { BOXES } from './site.ts';
import type { BoxName } from './site.ts';
import { until } from './until.ts';

/** Declares what the agents found, exported by the transports that are given, and waits until that runs. */
export async function declare(
  fleet: Fleet,
  transports: Readonly<Record<BoxName, readonly Transport[]>>,
): Promise<void> {
  const { configuration, server, lab, controller } = fleet;
  const files = await Promise.all(
    BOXES.map(async (name) => {
      const text = await exportedEnclosure(name, lab.hosts[name].address, transports[name], server);
      return [`${name}.yaml`, text] as const;
    }),
  );
  const commit = await configuration.commit('Declare what the agents found', Object.fromEntries(files));
  await until('the commit to be active', async () => {
    const revisions = await (await fleet.api()).list('revisions');
    return revisions.some((revision) => revision.commit === commit && revision.state === 'active');
  });
  await until('the driver to be ready', async () => {
    const probed = await controller.csi.identity.probe({});
    return probed.kind === 'ok' && probed.value.ready !== false;
  });
}
