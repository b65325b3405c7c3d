// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MILLISECONDS = 50;

/** Enough of an object to see what is wrong with it. */
const SHOWN_CHARACTERS = 1500;

/**
 * Looks until what is there is as it should be, and answers with it.
 * @template Seen
 * @param {string} what told when it did not come
 * @param {() => Promise<Seen>} look an error of it counts as not there yet
 * @param {(seen: Seen) => unknown} condition
 * @param {{ readonly seconds: number, readonly tails: () => Promise<string> }} options
 * @returns {Promise<Seen>}
 */
export async function waitFor(what, look, condition, { seconds, tails }) {
  /** @type {unknown} */
  let last;
  for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(POLL_MILLISECONDS)) {
    try {
      const seen = await look();
      if (condition(seen)) return seen;
      last = seen;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error(`${what}: not within ${String(seconds)} s. Last seen: ${shown(last)}\n${await tails()}`);
}

/** @param {unknown} value */
const shown = (value) =>
  (JSON.stringify(value, (key, inner) => (key === 'managedFields' ? undefined : inner)) ?? 'nothing').slice(
    0,
    SHOWN_CHARACTERS,
  );
