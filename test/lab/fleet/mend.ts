import { afterEach } from 'vitest';
import type { Fleet } from './fleet.ts';
import { BOXES } from './site.ts';
import type { NodeName } from './site.ts';

/** After each test that failed: prints what everybody said, and brings back what it left switched off. */
export function mendAfterFailures(fleet: () => Fleet | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    console.error((await fleet()?.logs()) ?? 'no fleet has started');
    await fleet()?.mend();
  }, 300_000);
}

/** Machines, cables and programs as they were when the fleet came up. Volumes stay as they are. */
export async function mend(fleet: Fleet, nodes: readonly NodeName[]): Promise<void> {
  if (!fleet.driver.isRunning()) await fleet.driver.start();
  for (const name of [...BOXES, ...nodes]) {
    const vm = fleet.lab.hosts[name];
    if (!vm.isOn()) await vm.boot();
    await vm.heal();
  }
  for (const name of BOXES) {
    if ((await fleet.box(name).program('agent')).kind !== 'running') await fleet.startAgent(name);
  }
  for (const name of nodes) {
    if ((await fleet.node(name).program('node')).kind !== 'running') await fleet.startNode(name);
  }
}
