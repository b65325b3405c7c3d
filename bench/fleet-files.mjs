// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetFiles, writeFleet } from '../tools/make-fleet.mjs';

/** The fleet example as its files would be read, in path order. */
export const fleetSources = () => [...fleetFiles()].sort((a, b) => (a.path < b.path ? -1 : 1));

/**
 * The fleet in a folder of its own, for as long as the work takes.
 * @template Result
 * @param {(folder: string) => AsyncIterable<Result>} work
 * @returns {AsyncGenerator<Result>}
 */
export async function* withFleetFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-fleet-'));
  try {
    await writeFleet(join(folder, 'repository'));
    yield* work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
