import { mkdir, open, readdir, rmdir, stat, unlink } from 'node:fs/promises';

/** The paths that simulated mounts make and take away. */
export interface SimulatedPaths {
  kindOf(path: string): Promise<'folder' | 'file' | undefined>;
  /** With the folders above it; one that is there stays. */
  makeFolders(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** An empty one. */
  makeFile(path: string): Promise<void>;
  /** Answers whether the folder was empty, and so is gone. */
  removeEmptyFolder(path: string): Promise<boolean>;
  removeFile(path: string): Promise<void>;
}

/** Those of this host. */
export const hostPaths: SimulatedPaths = {
  kindOf: async (path) => {
    const found = await stat(path).catch(absent);
    if (found?.isDirectory()) return 'folder';
    return found && 'file';
  },
  makeFolders: async (path) => {
    await mkdir(path, { recursive: true });
  },
  makeFolder: async (path) => {
    await mkdir(path);
  },
  makeFile: async (path) => {
    await (await open(path, 'wx')).close();
  },
  removeEmptyFolder: async (path) => {
    if ((await readdir(path)).length > 0) return false;
    await rmdir(path);
    return true;
  },
  removeFile: (path) => unlink(path),
};

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
