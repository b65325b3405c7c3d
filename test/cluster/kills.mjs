// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LOGS } from './rig.mjs';

/** A call is made and answered within this, so that kills hit before, amid and after it. */
const WITHIN_MILLISECONDS = 200;

/**
 * The API client, whose every change is followed by a kill of the driver, at a moment that a seed draws.
 * @param {import('./api-client.mjs').Api} api
 * @param {import('./driver.mjs').Driver} driver
 * @param {import('../restart/seeded-random.mjs').SeededRandom} random
 */
export function killAfterChanges(api, driver, random) {
  /** @type {Promise<void>} */
  let kills = Promise.resolve();
  let count = 0;
  const killSoon = async () => {
    await pause(random.below(WITHIN_MILLISECONDS));
    await driver.process.kill();
    count += 1;
  };
  /**
   * @template {unknown[]} Arguments
   * @template Result
   * @param {(...args: Arguments) => Promise<Result>} change
   */
  const followed =
    (change) =>
    async (/** @type {Arguments} */ ...args) => {
      const result = await change(...args);
      kills = kills.then(killSoon);
      return result;
    };
  return {
    api: {
      ...api,
      create: followed(api.create),
      apply: followed(api.apply),
      patch: followed(api.patch),
      delete: followed(api.delete),
    },
    count: () => count,
    done: () => kills,
  };
}

/** How often sidecars wrote that the driver went away in the middle of a call. */
export async function callsCutOff() {
  const names = (await readdir(LOGS)).filter((name) => name.startsWith('csi-'));
  const texts = await Promise.all(names.map((name) => readFile(path.join(LOGS, name), 'utf8')));
  return texts.reduce((sum, text) => sum + text.split('error reading from server').length - 1, 0);
}
