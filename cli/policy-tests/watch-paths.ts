import { readdirSync, statSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import path from 'node:path';
import { isHiddenName } from '../../controller/source/file-collector.ts';
import { CliError } from '../cli-error.ts';

/**
 * Yields once for each burst of changes under paths, until it is stopped: what changed last. It looks from the moment it
 * is called.
 */
export type WatchPaths = (paths: readonly string[], stop: AbortSignal) => AsyncIterable<string>;

/** An editor that saves a file writes, renames and touches it: that is one change. */
const SETTLE_MILLISECONDS = 100;

/** Each takes one of the watches that the system has for a user. */
const MOST_FOLDERS = 4096;

/**
 * Watches files and folders as `readPath` reads them, by absolute path: what is hidden is left out, and folders that come
 * later are watched too.
 * @throws CliError `file` where the system does not let them be watched
 */
export const watchPaths: WatchPaths = (paths, stop) => {
  const watchers = new Map<string, FSWatcher>();
  const burst: Burst = { changed: undefined, settling: undefined, wake: () => undefined };
  const change = (changed: string): void => {
    clearTimeout(burst.settling);
    burst.settling = setTimeout(() => {
      burst.changed = changed;
      burst.wake();
    }, SETTLE_MILLISECONDS);
  };
  const sync = (): void => {
    const wanted = wantedFolders(paths);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const [folder, isMeant] of wanted) {
      if (!watchers.has(folder)) watchers.set(folder, watchFolder(folder, isMeant, change));
    }
  };
  const close = (): void => {
    clearTimeout(burst.settling);
    for (const watcher of watchers.values()) watcher.close();
    burst.wake();
  };
  sync();
  stop.addEventListener('abort', close, { once: true });
  return changes();

  async function* changes(): AsyncIterable<string> {
    while (!stop.aborted) {
      const { changed } = burst;
      if (changed === undefined) {
        await new Promise<void>((resolve) => (burst.wake = resolve));
        continue;
      }
      burst.changed = undefined;
      sync();
      yield changed;
    }
  }
};

/** Changes that belong together, as far as they have come. */
interface Burst {
  /** The last of them, once no more have come for a while. */
  changed: string | undefined;
  settling: NodeJS.Timeout | undefined;
  wake: () => void;
}

type IsMeant = (name: string) => boolean;

/** Folders to watch, and what in them counts. A file is watched by its folder: editors put another in its place. */
function wantedFolders(paths: readonly string[]): ReadonlyMap<string, IsMeant> {
  const wanted = new Map<string, IsMeant>();
  for (const each of paths) {
    if (statSync(each, { throwIfNoEntry: false })?.isDirectory() === true) addFolders(each, wanted);
    else {
      const [folder, name] = [path.dirname(each), path.basename(each)];
      const before = wanted.get(folder);
      wanted.set(folder, (changed) => changed === name || before?.(changed) === true);
    }
  }
  return wanted;
}

function addFolders(folder: string, wanted: Map<string, IsMeant>): void {
  if (wanted.size >= MOST_FOLDERS) {
    throw new CliError('file', `there are more than ${String(MOST_FOLDERS)} folders to watch: name fewer`);
  }
  wanted.set(folder, (name) => !isHiddenName(name));
  for (const entry of foldersIn(folder)) addFolders(path.join(folder, entry), wanted);
}

/** None where the folder is gone meanwhile. Links are not followed, as when they are read. */
function foldersIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !isHiddenName(entry.name)).map(({ name }) => name);
  } catch {
    return [];
  }
}

function watchFolder(folder: string, isMeant: IsMeant, change: (changed: string) => void): FSWatcher {
  try {
    const watcher = watch(folder, (_, name) => {
      if (name === null) change(folder);
      else if (isMeant(name)) change(path.join(folder, name));
    });
    // A folder that goes away is a change like others; the next round looks what is there.
    return watcher.on('error', () => {
      change(folder);
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('file', `${folder} cannot be watched: ${reason}`, { cause });
  }
}
