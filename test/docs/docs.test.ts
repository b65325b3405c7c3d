/**
 * Runs what the pages tell people to type, and compares what they say it prints. Blocks marked `console` or `sh` whose
 * lines start with `$ ` are commands; a `<!-- not run: reason -->` above one leaves it out. A command that fails is
 * followed by `$ echo $?`; one that ends in `&` runs until its page ends. Each command of stowage is a process the first
 * time that a page has it, and wherever the shell does more than start it; from then on it runs in this one.
 */
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtCommand } from './built-command.ts';
import { pages, ROOT } from './pages.ts';
import { runHere } from './run-here.ts';
import { startShell } from './shell.ts';
import type { Shell } from './shell.ts';
import { commandOfStowage, firstMissing, transcriptsOf } from './transcripts.ts';
import type { Transcript } from './transcripts.ts';

const SECONDS_PER_PAGE = 60;
const SECONDS_TO_LOOK_AGAIN = 15;

const transcripts = [...pages].map(([page, text]) => ({ page, transcripts: transcriptsOf(text) }));
const runnable = transcripts
  .map(({ page, transcripts: all }) => ({ page, run: all.filter(({ notRun }) => notRun === undefined) }))
  .filter(({ run }) => run.length > 0);

let [commands, folder] = ['', ''];

/** Names of those that ran as a process: the bundle has a part for each. */
const started = new Set<string>();

beforeAll(() => {
  commands = builtCommand();
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'stowage-docs-')));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('is given a reason for each block that is not run', () => {
  const reasons = transcripts.flatMap(({ transcripts: all }) => all.flatMap(({ notRun }) => notRun ?? []));
  expect(reasons.filter((reason) => reason.length < 10)).toEqual([]);
});

it.each(runnable)('$page prints what it says', { timeout: SECONDS_PER_PAGE * 1000 }, async ({ page, run }) => {
  const machine = readersMachine(page);
  const shell = startShell(machine);
  try {
    for (const transcript of run) await follow({ shell, env: machine.env }, transcript);
  } finally {
    await shell.close();
  }
});

interface Reader {
  readonly shell: Shell;
  readonly env: NodeJS.ProcessEnv;
}

/** A folder with the examples and the tools, as after a clone, and `stowage` on the path. */
function readersMachine(page: string): { cwd: string; env: NodeJS.ProcessEnv } {
  const cwd = join(folder, page.replaceAll('/', '-').replace('.md', ''));
  mkdirSync(cwd);
  cpSync(join(ROOT, 'examples'), join(cwd, 'examples'), { recursive: true });
  for (const part of ['bin', 'policies', 'tools', 'package.json']) symlinkSync(join(ROOT, part), join(cwd, part));
  const identity = { GIT_AUTHOR_NAME: 'Reader', GIT_AUTHOR_EMAIL: 'reader@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'Reader', GIT_COMMITTER_EMAIL: 'reader@example.org' };
  const path = `${commands}:${process.env['PATH'] ?? ''}`;
  return { cwd, env: { ...process.env, ...identity, ...committer, PATH: path, HOME: cwd, NO_COLOR: '1' } };
}

async function follow(reader: Reader, { line, commands }: Transcript): Promise<void> {
  for (const [at, { command, output }] of commands.entries()) {
    if (command.endsWith('&')) {
      await reader.shell.start(onAnyPort(command), (text) => firstMissing(output, text) === undefined);
      continue;
    }
    const printed = await runUntilSaid(reader, onAnyPort(command), output);
    const where = `line ${String(line)}: $ ${command}\n${printed.output}`;
    const said = commands[at + 1]?.command === 'echo $?';
    if (!said) expect(printed.status, where).toBe(0);
    expect(firstMissing(output, printed.output), where).toBeUndefined();
  }
}

/** What goes on behind a server takes its time: a reader would look again. */
async function runUntilSaid(reader: Reader, command: string, output: readonly string[]): ReturnType<Shell['run']> {
  const mayLookAgain = command.startsWith('stowage get ');
  const begin = performance.now();
  for (;;) {
    const printed = await run(reader, command);
    const late = performance.now() - begin > SECONDS_TO_LOOK_AGAIN * 1000;
    if (!mayLookAgain || late || firstMissing(output, printed.output) === undefined) return printed;
  }
}

async function run({ shell, env }: Reader, command: string): ReturnType<Shell['run']> {
  const name = commandOfStowage(command);
  if (name === undefined || !started.has(name)) {
    if (name !== undefined) started.add(name);
    return shell.run(command);
  }
  const { cwd, words } = await shell.expand(command);
  const printed = await runHere(words.slice(1), { cwd, env });
  await shell.run(`(exit ${String(printed.status)})`);
  return printed;
}

/** Pages may be run side by side, and the port they name may be taken. The state folder tells the commands. */
const onAnyPort = (command: string): string =>
  command.startsWith('stowage serve ') ? command.replace('stowage serve', '$& --listen 127.0.0.1:0') : command;
