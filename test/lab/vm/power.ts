import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { LabError } from '../lab-error.ts';
import { askControl, type ControlAddress } from './control-client.ts';
import { connectQmp, type Qmp } from './qmp.ts';
import { CONTROL_GUEST_PORT, startQemu, type Machine, type Nic } from './qemu.ts';

/** The power switch and the cables of a machine. */
export interface Power {
  /** Where the machine is asked. @throws LabError `not-running` */
  control(): ControlAddress;
  /** @throws LabError `not-running` */
  setLink(nic: Nic, up: boolean): Promise<void>;
  isOn(): boolean;
  /** Switches on. @returns once the host answers. @throws LabError `did-not-boot` */
  on(): Promise<void>;
  /** Pulls the plug. @returns once nothing of the machine runs */
  cut(): Promise<void>;
  /** @throws LabError `timed-out` when the machine has not switched itself off by then */
  untilOff(milliseconds: number): Promise<void>;
}

/** How a machine that is up is reached. */
interface Lines {
  readonly qmp: Qmp;
  readonly control: ControlAddress;
}

const BOOT_MILLISECONDS = 120_000;
const POLL_MILLISECONDS = 50;
const PING_MILLISECONDS = 5000;

/** @param token what the machine's control daemon wants to hear */
export function createPower(machine: Machine, token: string): Power {
  let qemu: ChildProcess | undefined;
  let lines: Lines | undefined;
  const whileUp = (): Lines => {
    if (qemu !== undefined && isRunning(qemu) && lines !== undefined) return lines;
    throw new LabError('not-running', `${machine.name} is off`);
  };
  const untilOff = async (): Promise<void> => {
    if (qemu !== undefined) await untilExit(qemu);
    lines?.qmp.close();
    [qemu, lines] = [undefined, undefined];
  };

  return {
    control: () => whileUp().control,
    setLink: async (nic, up) => {
      await whileUp().qmp.execute('set_link', { name: nic, up });
    },
    isOn: () => qemu !== undefined && isRunning(qemu) && lines !== undefined,
    on: async () => {
      if (qemu !== undefined && isRunning(qemu)) throw new LabError('did-not-boot', `${machine.name} is on already`);
      await untilOff();
      await rm(machine.qmpSocket, { force: true });
      qemu = startQemu(machine);
      lines = await untilUp(qemu, machine, token);
    },
    cut: async () => {
      qemu?.kill('SIGKILL');
      await untilOff();
    },
    untilOff: async (milliseconds) => {
      const tooLong = pause(milliseconds, 'too long' as const, { ref: false });
      if ((await Promise.race([untilOff(), tooLong])) !== 'too long') return;
      throw new LabError('timed-out', `${machine.name} did not switch itself off`);
    },
  };
}

async function untilUp(qemu: ChildProcess, machine: Machine, token: string): Promise<Lines> {
  const said: string[] = [];
  for (const stream of [qemu.stdout, qemu.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  qemu.on('error', (error) => said.push(error.message));
  const deadline = Date.now() + BOOT_MILLISECONDS;
  try {
    const qmp = await retry(deadline, qemu, () => connectQmp(machine.qmpSocket));
    const control = { host: '127.0.0.1', port: await forwardedPort(qmp), token };
    await retry(deadline, qemu, () => askControl(control, { kind: 'ping' }, PING_MILLISECONDS));
    return { qmp, control };
  } catch (cause) {
    qemu.kill('SIGKILL');
    await untilExit(qemu);
    throw new LabError('did-not-boot', `${machine.name} did not boot: ${said.join('').trim()}`, { cause });
  }
}

/** QEMU chose a free port; only its monitor for people tells which. */
async function forwardedPort(qmp: Qmp): Promise<number> {
  const table = await qmp.execute('human-monitor-command', { 'command-line': 'info usernet' });
  const line = new RegExp(
    `HOST_FORWARD\\]\\s+\\d+\\s+127\\.0\\.0\\.1\\s+(\\d+)\\s+\\S+\\s+${String(CONTROL_GUEST_PORT)}\\b`,
  );
  const port = line.exec(String(table))?.[1];
  if (port === undefined) throw new LabError('control', `QEMU forwards no port: ${String(table)}`);
  return Number(port);
}

async function retry<Result>(deadline: number, qemu: ChildProcess, attempt: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline || !isRunning(qemu)) throw error;
    }
    await pause(POLL_MILLISECONDS);
  }
}

async function untilExit(qemu: ChildProcess): Promise<void> {
  if (isRunning(qemu)) await once(qemu, 'exit');
}

/** Also not when it could not even be started. */
function isRunning(qemu: ChildProcess): boolean {
  return qemu.pid !== undefined && qemu.exitCode === null && qemu.signalCode === null;
}
