import { spawn } from 'node:child_process';

/** One bash that keeps its folder, its variables and its background jobs between commands. */
export interface Shell {
  /** Runs a command to its end. Output is standard output and standard error, as a terminal mixes them. */
  run(command: string): Promise<{ readonly output: string; readonly status: number }>;
  /** What a command comes to, without running it: its words as the shell reads them, and the folder it would run in. */
  expand(command: string): Promise<{ readonly cwd: string; readonly words: readonly string[] }>;
  /** Starts a command in the background, and answers what it printed once `enough` says so. */
  start(command: string, enough: (output: string) => boolean): Promise<string>;
  /** Ends the shell and everything it started. */
  close(): Promise<void>;
}

/** What hangs is told with what it printed so far. */
const LIMIT_MILLISECONDS = 30_000;

/** What no command prints. */
const MARK = '\u0001done';

export function startShell(options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): Shell {
  const bash = spawn('bash', ['--noprofile', '--norc'], { ...options, detached: true, stdio: 'pipe' });
  const ended = new Promise<void>((resolve) => {
    bash.on('close', () => {
      resolve();
    });
  });
  let output = '';
  let onOutput = (): void => undefined;
  for (const stream of [bash.stdout, bash.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput();
    });
  }
  const outputUntil = <Found>(find: (output: string) => Found | undefined): Promise<Found> =>
    new Promise((resolve, reject) => {
      const give = (why: string): void => {
        reject(new Error(`${why}:\n${output}`));
      };
      const limit = setTimeout(give, LIMIT_MILLISECONDS, `not done in ${String(LIMIT_MILLISECONDS)} ms`);
      onOutput = () => {
        const found = find(output);
        if (found === undefined) return;
        clearTimeout(limit);
        resolve(found);
      };
      void ended.then(() => {
        give('the shell ended');
      });
      onOutput();
    });
  const run: Shell['run'] = (command) => {
    output = '';
    bash.stdin.write(
      `(exit \${status:-0})\n${withoutInput(command)}status=$?; printf '%s %s\\n' '${MARK}' "$status"\n`,
    );
    return outputUntil((text) => {
      const [before, status] = text.split(MARK);
      return status?.includes('\n') === true ? { output: before ?? '', status: Number(status) } : undefined;
    });
  };
  return {
    run,
    expand: async (command) => {
      const { output: parts } = await run(`printf '%s\\0' "$PWD" ${command}`);
      const [cwd = '', ...words] = parts.split('\0').slice(0, -1);
      return { cwd, words };
    },
    start: (command, enough) => {
      output = '';
      bash.stdin.write(withoutInput(command));
      return outputUntil((text) => (enough(text) ? text : undefined));
    },
    close: async () => {
      if (bash.pid !== undefined && bash.exitCode === null) process.kill(-bash.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** The shell reads its commands from its input: no command may read them too. */
const withoutInput = (command: string): string => `{ ${command}\n} </dev/null\n`;
