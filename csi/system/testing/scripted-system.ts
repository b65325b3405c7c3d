import { SystemError } from '../system.ts';
import type { Command, CommandResult, System } from '../system.ts';

/** What the script says a program answers; nothing said means it succeeds in silence. */
export type Answer = Partial<CommandResult> | ((command: Command) => Partial<CommandResult>);

export interface ScriptedSystem extends System {
  /** Every effect in order, as a line each: commands with `$`, files with what was done to them. Input is never shown. */
  readonly transcript: readonly string[];
  /** Texts by path: what is read, and what was written. */
  readonly files: Map<string, string>;
  readonly links: Map<string, string>;
  readonly directories: Set<string>;
  readonly bytes: Map<string, Uint8Array>;
  /** From here on, commands that begin with these words answer so. The last one that fits counts. */
  answer(words: string, answer: Answer): void;
  /** Fails one effect: writes and commands count, reads do not. */
  failAt(effect: number): void;
}

/** A host that does nothing but remember, and answers what it was told to. */
export function scriptedSystem(): ScriptedSystem {
  const transcript: string[] = [];
  const files = new Map<string, string>();
  const links = new Map<string, string>();
  const directories = new Set<string>();
  const bytes = new Map<string, Uint8Array>();
  const answers: { words: string; answer: Answer }[] = [];
  let failing: number | undefined;
  const effect = (line: string): void => {
    if (failing !== undefined && transcript.length >= failing) throw new Error(`the host went down before: ${line}`);
    transcript.push(line);
  };
  const answerTo = (command: Command): CommandResult => {
    const line = [command.program, ...command.args].join(' ');
    const found = answers.findLast(({ words }) => line === words || line.startsWith(`${words} `));
    const given = typeof found?.answer === 'function' ? found.answer(command) : found?.answer;
    return { status: 0, stdout: '', stderr: '', ...given };
  };
  const childrenOf = (folder: string): string[] => {
    const below = `${folder}/`;
    const all = [...files.keys(), ...links.keys(), ...directories, ...bytes.keys()];
    const names = all
      .filter((path) => path.startsWith(below))
      .map((path) => path.slice(below.length).split('/')[0] ?? '');
    return [...new Set(names)].sort();
  };
  return {
    transcript,
    files,
    links,
    directories,
    bytes,
    answer: (words, answer) => answers.push({ words, answer }),
    failAt: (at) => {
      failing = at;
    },
    run: async (command) => {
      effect(`$ ${[command.program, ...command.args].join(' ')}${command.input === undefined ? '' : ' <…'}`);
      return Promise.resolve(answerTo(command));
    },
    readText: (path) => Promise.resolve(files.get(path)),
    writeText: (path, text) => {
      effect(`write ${path}: ${text}`);
      files.set(path, text);
      return Promise.resolve();
    },
    replaceFile: (path, text) => {
      effect(`replace ${path}`);
      files.set(path, text);
      return Promise.resolve();
    },
    readBytes: (path, { offset, length }) => {
      const held = bytes.get(path);
      if (!held) return Promise.reject(new SystemError('file', `cannot read ${path}: ENOENT`, { errno: 'ENOENT' }));
      return Promise.resolve(held.slice(Number(offset), Number(offset) + length));
    },
    writeBytes: (path, offset, written) => {
      effect(`write ${path}: ${String(written.length)} bytes at ${String(offset)}`);
      const held = bytes.get(path) ?? new Uint8Array(Number(offset) + written.length);
      held.set(written, Number(offset));
      bytes.set(path, held);
      return Promise.resolve();
    },
    list: (folder) => {
      const children = childrenOf(folder);
      return Promise.resolve(children.length > 0 || directories.has(folder) ? children : undefined);
    },
    kindOf: (path) => {
      if (links.has(path)) return Promise.resolve('link');
      if (files.has(path)) return Promise.resolve('file');
      if (bytes.has(path)) return Promise.resolve('device');
      return Promise.resolve(directories.has(path) || childrenOf(path).length > 0 ? 'directory' : 'none');
    },
    makeDirectory: (path) => {
      if (!directories.has(path)) effect(`make ${path}/`);
      directories.add(path);
      return Promise.resolve();
    },
    removeDirectory: (path) => {
      if (directories.has(path)) effect(`remove ${path}/`);
      directories.delete(path);
      return Promise.resolve();
    },
    readLink: (path) => Promise.resolve(links.get(path)),
    realPath: (path) => Promise.resolve(links.get(path) ?? (files.has(path) || bytes.has(path) ? path : undefined)),
    makeLink: (target, path) => {
      effect(`link ${path} -> ${target}`);
      links.set(path, target);
      return Promise.resolve();
    },
    removeFile: (path) => {
      if (links.has(path) || files.has(path)) effect(`remove ${path}`);
      links.delete(path);
      files.delete(path);
      return Promise.resolve();
    },
    filesystemUsage: (path) => Promise.reject(new SystemError('file', `nothing is mounted at ${path}`)),
  };
}
