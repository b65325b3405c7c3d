import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { driveIdOf } from '../fleet/drive-id.ts';
import type { BoxName, Fleet } from '../fleet/fleet.ts';
import { bytesLeft, leftOnBox } from '../fleet/left-over.ts';
import { BOXES } from '../fleet/site.ts';
import type { AgentStep } from '../killing/agent-command.ts';
import { bundled, killBetweenSteps, runToDeath } from '../killing/killed-between-steps.ts';
import type { Vm } from '../vm/vm.ts';

const AGENT_STEPS: readonly AgentStep[] = ['restore', 'cut', 'export', 'grow', 'withdraw', 'release'];
/** The agent that exports by iSCSI is killed where that makes a difference. */
const LIVES = {
  'box-1': { wire: 'nvmetcp', killedIn: AGENT_STEPS, kills: 30 },
  'box-2': { wire: 'iscsi', killedIn: ['restore', 'export', 'withdraw'], kills: 15 },
} as const satisfies Record<BoxName, { readonly killedIn: readonly AgentStep[]; readonly [more: string]: unknown }>;
const UNHARMED = 10_000;

/** Tells what SIGKILL between any two effects of an agent leaves behind, and that it costs no data. */
export function killedAgent(fleet: () => Fleet): void {
  it('as the agent goes on where it was, and leaves nothing', async () => {
    const program = await bundled('agent-command');
    const kills = await Promise.all(BOXES.map((name) => killAgent(fleet(), name, program)));
    console.log(`the agents were killed ${kills.join(' and ')} times`);
    for (const [at, name] of BOXES.entries()) expect(kills[at]).toBeGreaterThan(LIVES[name].kills);
  }, 1_200_000);
}

/**
 * The life of a leg with data on it, by a host of its own that stands beside the agent, which is stopped meanwhile.
 * @returns how often it was killed
 */
async function killAgent(fleet: Fleet, name: BoxName, program: string): Promise<number> {
  const vm = fleet.box(name);
  await vm.kill('agent', 'SIGTERM');
  const domain = await domainOf(fleet, name);
  const { wire, killedIn } = LIVES[name];
  const ids = { volume: randomUUID(), leg: randomUUID(), publication: randomUUID() };
  const state = '/var/lib/stowage/killed-agent';
  await vm.output(['mkdir', '-p', state]);
  const drive = vm.drives[0];
  if (!drive) throw new Error(`${name} has no drive`);
  const command = {
    ...ids,
    drive: driveIdOf(drive),
    state,
    domain,
    enclosure: name,
    transport: wire,
    address: vm.address,
  };
  let [kills, written] = [0, ''];
  for (const step of AGENT_STEPS) {
    if (step === 'release') expect(await digestIn(vm, ids.leg)).toBe(written);
    if (killedIn.some((deadly) => deadly === step)) kills += await killBetweenSteps(vm, program, { ...command, step });
    else await runToDeath(vm, program, { ...command, step, effects: UNHARMED });
    if (step === 'cut') {
      written = await fill(vm, ids.leg);
      expect((await Promise.all(vm.drives.map(bytesLeft))).flat()).not.toEqual([]);
    }
  }
  expect(await leftOnBox(vm)).toEqual([]);
  expect((await Promise.all(vm.drives.map(bytesLeft))).flat()).toEqual([]);
  await fleet.startAgent(name);
  return kills;
}

/** At both ends of a leg of 2 GiB, which is to grow. */
const FILLED = [64, 2040];
const pathOf = (leg: string): string => `/dev/disk/by-partuuid/${leg}`;

async function fill(vm: Vm, leg: string): Promise<string> {
  const writes = FILLED.map(
    (at) => `dd if=/dev/urandom of=${pathOf(leg)} bs=1M count=4 seek=${String(at)} oflag=direct`,
  );
  await vm.output(['sh', '-ec', ['udevadm settle', ...writes].join('\n')]);
  return digestIn(vm, leg);
}

async function digestIn(vm: Vm, leg: string): Promise<string> {
  const reads = FILLED.map((at) => `dd if=${pathOf(leg)} bs=1M count=4 skip=${String(at)} iflag=direct status=none`);
  const read = `{ ${reads.join('; ')}; } >/tmp/read`;
  return vm.output(['sh', '-ec', ['udevadm settle', read, 'md5sum </tmp/read'].join('\n')]);
}

/** As it stands in the owner labels. */
async function domainOf(fleet: Fleet, name: BoxName): Promise<string> {
  const said = await fleet
    .box(name)
    .output(['sh', '-c', 'blkid -p -o value -s PART_ENTRY_NAME /dev/sd?1 /dev/nvme?n1p1 2>/dev/null | head -1']);
  const domain = said.trim();
  return domain === '' ? randomUUID() : domain;
}
