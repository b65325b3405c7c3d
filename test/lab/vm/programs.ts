import { LabError } from '../lab-error.ts';
import { askControl, type ControlAddress } from './control-client.ts';
import type { ProgramState, RunResult } from './control-protocol.ts';

export interface RunOptions {
  readonly input?: string | Uint8Array;
  /** Milliseconds; 60,000 where it is left out. */
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
}

/** The programs of a VM. All throw LabError `not-running` or `control` when it is off or went away. */
export interface Programs {
  /** Runs a program to its end. An exit status other than 0 is an answer. @throws LabError `timed-out` */
  run(argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** What a program prints. @throws LabError `program-failed` with what it said when its status is not 0 */
  output(argv: readonly string[], options?: RunOptions): Promise<string>;
  /** Starts a program in the background, whose output goes to the log NAME. @returns its process id */
  start(name: string, argv: readonly string[], options?: StartOptions): Promise<number>;
  /** Sends a signal to a background program, and does not wait for what comes of it. */
  signal(name: string, signal: NodeJS.Signals): Promise<void>;
  /** Ends a background program (by SIGKILL unless told otherwise) and waits until it is gone. @throws LabError `timed-out` */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  program(name: string): Promise<ProgramState>;
}

export type StartOptions = Pick<RunOptions, 'environment' | 'directory'>;

const RUN_MILLISECONDS = 60_000;
const KILL_MILLISECONDS = 30_000;
/** On top of what the VM itself waits. */
const GRACE_MILLISECONDS = 20_000;

/** @param address of the control daemon, which changes with every boot */
export function programsOf(host: string, address: () => ControlAddress): Programs {
  const run: Programs['run'] = async (argv, options = {}) => {
    const milliseconds = options.timeout ?? RUN_MILLISECONDS;
    const base64 = Buffer.from(options.input ?? '').toString('base64');
    const request = { kind: 'run', argv, base64, milliseconds, ...surroundings(options) } as const;
    const result = (await askControl(address(), request, milliseconds + GRACE_MILLISECONDS)) as RunResult;
    if (!result.timedOut) return result;
    throw new LabError('timed-out', `${host}: ${describe(argv, result)}: not done in ${String(milliseconds)} ms`);
  };
  const signal: Programs['signal'] = async (name, which) => {
    await askControl(address(), { kind: 'signal', name, signal: which }, GRACE_MILLISECONDS);
  };

  return {
    run,
    output: async (argv, options) => {
      const result = await run(argv, options);
      if (result.code === 0) return result.stdout;
      throw new LabError('program-failed', `${host}: ${describe(argv, result)}`);
    },
    start: async (name, argv, options = {}) => {
      const request = { kind: 'start', name, argv, ...surroundings(options) } as const;
      return (await askControl(address(), request, GRACE_MILLISECONDS)) as number;
    },
    signal,
    kill: async (name, which = 'SIGKILL') => {
      await signal(name, which);
      const request = { kind: 'wait', name, milliseconds: KILL_MILLISECONDS } as const;
      const state = (await askControl(address(), request, KILL_MILLISECONDS + GRACE_MILLISECONDS)) as ProgramState;
      if (state.kind === 'running') throw new LabError('timed-out', `${host}: ${name} survives ${which}`);
    },
    program: async (name) =>
      (await askControl(address(), { kind: 'program', name }, GRACE_MILLISECONDS)) as ProgramState,
  };
}

function surroundings(options: StartOptions) {
  return { environment: options.environment ?? {}, directory: options.directory ?? '/' };
}

function describe(argv: readonly string[], { code, signal, stdout, stderr }: RunResult): string {
  return `${argv.join(' ')}: status ${String(code ?? signal)}\n${stdout}${stderr}`.trimEnd();
}
