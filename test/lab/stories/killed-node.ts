import { expect, it } from 'vitest';
import type { Fleet } from '../fleet/fleet.ts';
import { STATE } from '../fleet/host-programs.ts';
import { aMirror } from '../fleet/in-use.ts';
import { leftOnNode, LOOK_ON_NODE } from '../fleet/left-over.ts';
import { SIZES } from '../fleet/layouts.ts';
import { TLS } from '../fleet/site.ts';
import { stagingPath, targetPath } from '../fleet/volumes.ts';
import type { NodeCommand, NodeStep } from '../killing/node-command.ts';
import { bundled, runToDeath } from '../killing/killed-between-steps.ts';
import type { Vm } from '../vm/vm.ts';

const NODE = 'node-b';

/** Tells what SIGKILL between any two effects of a node plug-in leaves behind, and that it costs no data. */
export function killedNode(fleet: () => Fleet): void {
  it('as the node plug-in leaves nothing half done, and serves the volume in the end', async () => {
    const kills = await killNode(fleet());
    console.log(`the node plug-in was killed ${String(kills)} times`);
    expect(kills).toBeGreaterThan(20);
  }, 1_200_000);
}

/**
 * The life of an encrypted mirror with a file on it, by a plug-in of its own that stands beside the one of the fleet,
 * which is stopped meanwhile.
 * @returns how often it was killed
 */
async function killNode(fleet: Fleet): Promise<number> {
  const vm = fleet.node(NODE);
  const program = await bundled('node-command');
  const volume = await fleet.controller.create(aMirror('killed', { encrypt: 'true' }));
  const context = await fleet.controller.publish(volume, NODE);
  await vm.kill('node', 'SIGTERM');
  const command: Omit<NodeCommand, 'step' | 'effects' | 'file'> = {
    state: `${STATE}/killed-node`,
    tls: TLS,
    driver: fleet.driverAddress,
    node: NODE,
    volume: volume.id,
    publication: Object.values(context)[0] ?? '',
    stagingPath: stagingPath(volume),
    targetPath: targetPath(volume),
    look: LOOK_ON_NODE,
  };
  await vm.output(['mkdir', '-p', command.state]);

  let kills = await killEachStart(vm, program, { ...command, step: 'stage', file: undefined });
  const file = `${command.stagingPath}/kept`;
  const write = `dd if=/dev/urandom of=${file} bs=1M count=8 conv=fsync 2>/dev/null; md5sum ${file}`;
  const written = (await vm.output(['sh', '-c', write])).trim();
  const withData = (step: NodeStep) => killEachStart(vm, program, { ...command, step, file }, written);
  kills += await withData('publish');
  await fleet.controller.expand(volume, SIZES['mirrored-slice'].grown);
  for (const step of ['expand', 'unpublish', 'unstage'] as const) kills += await withData(step);

  expect(await leftOnNode(vm)).toEqual([]);
  await fleet.startNode(NODE);
  await fleet.controller.unpublish(volume, NODE);
  await fleet.controller.remove(volume);
  return kills;
}

/** After how many effects a start must have been killed for the next one to find nothing of the volume. */
const GONE_AFTER: Readonly<Record<NodeStep, number>> = {
  stage: 1,
  publish: Infinity,
  expand: Infinity,
  unpublish: Infinity,
  // Killed after its first effect, an unstaging has not begun: the volume stays staged.
  unstage: 2,
};

/**
 * Kills one start after another, each an effect later than the one before, until one comes to its end.
 * @param written what each must read of the volume's file
 * @returns how often one was killed
 */
async function killEachStart(
  vm: Vm,
  program: string,
  command: Omit<NodeCommand, 'effects'>,
  written?: string,
): Promise<number> {
  for (let effects = 1; ; effects += 1) {
    const run = await runToDeath(vm, program, { ...command, effects });
    if (effects > GONE_AFTER[command.step]) expect(run.left).toEqual([]);
    expect(run.kept).toEqual(written === undefined ? [] : [written]);
    if (run.ending === 'done') return effects - 1;
  }
}
