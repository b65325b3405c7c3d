import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSwitch, type Switch } from './switch.ts';
import { buildInitramfs } from './vm/initramfs.ts';
import { prepareKernel, type Kernel } from './vm/kernel.ts';

/** What the hosts of a run have in common. */
export interface Site {
  /** Kept after the run, without its disk images. */
  readonly folder: string;
  /** Outside the checkout, because a socket's path must be short. */
  readonly socketFolder: string;
  readonly kernel: Kernel;
  readonly initramfs: string;
  readonly network: Switch;
  /** How many hosts there are. */
  count: number;
}

const CACHE = fileURLToPath(new URL('../../.cache/lab', import.meta.url));
const RUN_FOLDER = /^run-.*-(\d+)-[0-9a-f]{4}$/;
const SOCKET_FOLDER = /^lab-(\d+)-\w{6}$/;
const KEPT_RUNS = 10;

/** @throws LabError `not-prepared` */
export async function openSite(): Promise<Site> {
  endWithTheRunner();
  const kernel = await prepareKernel(CACHE);
  await forgetOldRuns();
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '');
  const folder = join(CACHE, `run-${stamp}-${String(process.pid)}-${randomBytes(2).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  const initramfs = await buildInitramfs(folder, kernel.version);
  const socketFolder = await mkdtemp(join(tmpdir(), `lab-${String(process.pid)}-`));
  return { folder, socketFolder, kernel, initramfs, network: createSwitch(), count: 0 };
}

/** Nothing of the site may run any more. */
export async function closeSite(site: Site): Promise<void> {
  site.network.close();
  await rm(site.socketFolder, { recursive: true, force: true });
  await deleteImages(site.folder);
}

/** A worker of vitest outlives a vitest that was killed; its machines must not. */
function endWithTheRunner(): void {
  if (process.listeners('disconnect').includes(killThisProcess)) return;
  process.once('disconnect', killThisProcess);
}

function killThisProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Deletes what runs left that were killed, and of the runs before the last ones the logs too. */
async function forgetOldRuns(): Promise<void> {
  const runs = (await readdir(CACHE)).filter((name) => RUN_FOLDER.test(name)).sort();
  const over = runs.filter((name) => !isAlive(Number(RUN_FOLDER.exec(name)?.[1])));
  for (const name of over.slice(0, -KEPT_RUNS)) await rm(join(CACHE, name), { recursive: true, force: true });
  for (const name of over.slice(-KEPT_RUNS)) await deleteImages(join(CACHE, name));
  const sockets = (await readdir(tmpdir())).filter((name) => SOCKET_FOLDER.test(name));
  const dead = sockets.filter((name) => !isAlive(Number(SOCKET_FOLDER.exec(name)?.[1])));
  for (const name of dead) await rm(join(tmpdir(), name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function deleteImages(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true });
  const images = files.filter((name) => name.endsWith('.img') || name.endsWith('.cpio'));
  await Promise.all(images.map((name) => rm(join(folder, name), { force: true })));
  await rm(join(folder, 'initramfs'), { recursive: true, force: true });
}
