import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { BoxName, Fleet } from '../fleet/fleet.ts';
import { STATE } from '../fleet/host-programs.ts';
import { aMirror } from '../fleet/in-use.ts';
import { bytesLeft, leftOnBox, leftOnNode, LOOK_ON_NODE } from '../fleet/left-over.ts';
import { BOXES, TLS } from '../fleet/site.ts';
import { stagingPath } from '../fleet/volumes.ts';
import type { AgentStep } from '../killing/agent-command.ts';
import type { NodeCommand } from '../killing/node-command.ts';
import { bundled, killBetweenSteps, runToDeath } from '../killing/killed-between-steps.ts';
import type { Vm } from '../vm/vm.ts';

const AGENT_STEPS: readonly AgentStep[] = ['restore', 'cut', 'export', 'grow', 'withdraw', 'release'];
/** The agent that exports by iSCSI is killed where that makes a difference. */
const LIVES = {
  'box-1': { wire: 'nvmetcp', killedIn: AGENT_STEPS, kills: 30 },
  'box-2': { wire: 'iscsi', killedIn: ['restore', 'export', 'withdraw'], kills: 15 },
} as const satisfies Record<BoxName, { readonly killedIn: readonly AgentStep[]; readonly [more: string]: unknown }>;
const UNHARMED = 10_000;

/** Tells what SIGKILL between any two effects leaves behind. */
export function killed(fleet: () => Fleet): void {
  describe('a process that is killed between any two steps', () => {
    it('as the agent goes on where it was, and leaves nothing', async () => {
      const program = await bundled('agent-command');
      const kills = await Promise.all(BOXES.map((name) => killAgent(fleet(), name, program)));
      console.log(`the agents were killed ${kills.join(' and ')} times`);
      for (const [at, name] of BOXES.entries()) expect(kills[at]).toBeGreaterThan(LIVES[name].kills);
    }, 600_000);

    it('as the node plug-in leaves nothing half done, and stages in the end', async () => {
      const program = await bundled('node-command');
      const kills = await killNode(fleet(), program);
      console.log(`the node plug-in was killed ${String(kills)} times`);
      expect(kills).toBeGreaterThan(20);
    }, 600_000);
  });
}

/** The life of a leg, by a host of its own that stands beside the agent, which is stopped meanwhile. */
async function killAgent(fleet: Fleet, name: BoxName, program: string): Promise<number> {
  const vm = fleet.box(name);
  await vm.kill('agent', 'SIGTERM');
  const domain = await domainOf(fleet, name);
  const { wire, killedIn } = LIVES[name];
  const ids = { volume: randomUUID(), leg: randomUUID(), publication: randomUUID() };
  const state = '/var/lib/stowage/killed-agent';
  await vm.output(['mkdir', '-p', state]);
  const command = { ...ids, state, domain, enclosure: name, transport: wire, address: vm.address };
  let kills = 0;
  for (const step of AGENT_STEPS) {
    if (killedIn.some((deadly) => deadly === step)) kills += await killBetweenSteps(vm, program, { ...command, step });
    else await runToDeath(vm, program, { ...command, step, effects: UNHARMED });
  }
  expect(await leftOnBox(vm)).toEqual([]);
  expect((await Promise.all(vm.drives.map(bytesLeft))).flat()).toEqual([]);
  await fleet.startAgent(name);
  return kills;
}

/** As it stands in the owner labels. */
async function domainOf(fleet: Fleet, name: BoxName): Promise<string> {
  const said = await fleet
    .box(name)
    .output(['sh', '-c', 'blkid -p -o value -s PART_ENTRY_NAME /dev/sd?1 /dev/nvme?n1p1 2>/dev/null | head -1']);
  const domain = said.trim();
  return domain === '' ? randomUUID() : domain;
}

async function killNode(fleet: Fleet, program: string): Promise<number> {
  const vm = fleet.node('node-b');
  const volume = await fleet.controller.create(aMirror('killed', { encrypt: 'true' }));
  const context = await fleet.controller.publish(volume, 'node-b');
  await vm.kill('node', 'SIGTERM');
  const command = {
    state: `${STATE}/killed-node`,
    tls: TLS,
    driver: fleet.driverAddress,
    node: 'node-b',
    volume: volume.id,
    publication: Object.values(context)[0] ?? '',
    stagingPath: stagingPath(volume),
    look: LOOK_ON_NODE,
  };
  await vm.output(['mkdir', '-p', command.state]);
  let kills = 0;
  for (const step of ['stage', 'unstage'] as const) kills += await killEachStart(vm, program, { ...command, step });
  expect(await leftOnNode(vm)).toEqual([]);
  await fleet.startNode('node-b');
  await fleet.controller.unpublish(volume, 'node-b');
  await fleet.controller.remove(volume);
  return kills;
}

/**
 * Kills one start after another, each an effect later than the one before, until one comes to its end.
 * @returns how often one was killed
 */
async function killEachStart(
  vm: Vm,
  program: string,
  command: Pick<NodeCommand, 'step'> & Partial<NodeCommand>,
): Promise<number> {
  // Killed after its first effect, an unstaging has not begun: the volume stays staged.
  const firstToLookBackFrom = command.step === 'stage' ? 2 : 3;
  for (let effects = 1; ; effects += 1) {
    const run = await runToDeath(vm, program, { ...command, effects });
    if (effects >= firstToLookBackFrom) expect(run.left).toEqual([]);
    if (run.ending === 'done') return effects - 1;
  }
}
