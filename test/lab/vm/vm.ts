import { join } from 'node:path';
import type { Switch } from '../switch.ts';
import { askControl } from './control-client.ts';
import type { ControlRequest } from './control-protocol.ts';
import type { Drive } from './drives.ts';
import { forwardSocket } from './forward-socket.ts';
import { readLog, readLogs, waitForLine } from './logs.ts';
import { createPower } from './power.ts';
import { programsOf, type Programs } from './programs.ts';
import type { Machine } from './qemu.ts';

/** A virtual machine and what a test may do to it. Asking one that is off, or that hangs, throws LabError. */
export interface Vm extends Programs {
  readonly name: string;
  /** On the data network. */
  readonly address: string;
  readonly drives: readonly Drive[];

  /**
   * Waits for a line in the output of a background program, from its last start on.
   * @throws LabError `timed-out` with the end of the output
   */
  waitForLine(program: string, pattern: RegExp, milliseconds?: number): Promise<string>;
  readFile(path: string): Promise<string>;
  /** Makes the folders above it. Mode 0644 unless told otherwise. */
  writeFile(path: string, content: string, mode?: number): Promise<void>;
  /** @returns the path of a unix socket of the build machine that leads to a unix socket in the VM, over reboots too */
  forward(path: string): Promise<string>;

  /** Loses every frame on the data network from and to this host. */
  cut(): void;
  /** Takes all network away, but for the test's own control channel. */
  isolate(): Promise<void>;
  /** Undoes `cut` and `isolate`. */
  heal(): Promise<void>;

  isOn(): boolean;
  /** As when the plug is pulled: nothing in the machine learns of it. Disks stay as they are. */
  powerCut(): Promise<void>;
  /** Ends background programs with SIGTERM, writes back what is cached, switches off. @throws LabError `timed-out` */
  shutDown(): Promise<void>;
  /** Switches on. @returns once the host answers, how many milliseconds it took. @throws LabError `did-not-boot` */
  boot(): Promise<number>;
  /** The end of what the console, the kernel and each background program said. */
  logs(): Promise<string>;
}

export interface VmSetup {
  readonly machine: Machine;
  readonly address: string;
  /** What the control daemon of the machine wants to hear. */
  readonly token: string;
  readonly network: Switch;
  /** Where sockets of the build machine go. Short, because a socket's path must be. */
  readonly socketFolder: string;
}

const LINE_MILLISECONDS = 30_000;
const ASK_MILLISECONDS = 30_000;
const SHUTDOWN_MILLISECONDS = 40_000;

/** A machine that is off. */
export function createVm({ machine, address, token, network, socketFolder }: VmSetup): Vm {
  const power = createPower(machine, token);
  const ask = (request: ControlRequest): Promise<unknown> => askControl(power.control(), request, ASK_MILLISECONDS);
  const programs = programsOf(machine.name, () => power.control());
  const logOf = (program: string): string => join(machine.folder, `${program}.log`);
  /** How long a program's log was when it was last started. */
  const lengthAtStart = new Map<string, number>();
  const forwards = new Map<string, string>();

  return {
    ...programs,
    name: machine.name,
    address,
    drives: machine.drives,

    start: async (name, argv, options) => {
      lengthAtStart.set(name, (await readLog(logOf(name))).length);
      return programs.start(name, argv, options);
    },
    waitForLine: (program, pattern, milliseconds = LINE_MILLISECONDS) =>
      waitForLine(logOf(program), pattern, lengthAtStart.get(program) ?? 0, milliseconds),
    readFile: async (path) => Buffer.from(String(await ask({ kind: 'read-file', path })), 'base64').toString(),
    writeFile: async (path, content, mode = 0o644) => {
      await ask({ kind: 'write-file', path, base64: Buffer.from(content).toString('base64'), mode });
    },
    forward: async (path) => {
      const known = forwards.get(path);
      if (known !== undefined) return known;
      const local = join(socketFolder, `${machine.name}-${String(forwards.size)}.sock`);
      forwards.set(path, local);
      await forwardSocket(local, path, () => power.control());
      return local;
    },

    cut: () => {
      network.cut(machine.name);
    },
    isolate: async () => {
      network.cut(machine.name);
      await power.setLink('driver', false);
    },
    heal: async () => {
      network.heal(machine.name);
      await power.setLink('driver', true);
    },

    isOn: () => power.isOn(),
    powerCut: () => power.cut(),
    shutDown: async () => {
      await ask({ kind: 'power-off' }).catch(() => undefined);
      await power.untilOff(SHUTDOWN_MILLISECONDS);
    },
    boot: async () => {
      const start = performance.now();
      await power.on();
      return Math.round(performance.now() - start);
    },
    logs: () => readLogs(machine.folder),
  };
}
