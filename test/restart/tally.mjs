// @ts-check

/**
 * @typedef {{ readonly check: (what: string, problems: readonly string[]) => void, readonly note: (text: string) => void,
 *   readonly finish: () => number }} Tally
 */

/** How many problems of one check are shown. */
const SHOWN = 10;

/**
 * Counts checks and prints each as it is made. `finish` prints the sum and answers how many failed.
 * @returns {Tally}
 */
export function createTally() {
  let [passed, failed] = [0, 0];
  return {
    check: (what, problems) => {
      if (problems.length === 0) passed += 1;
      else failed += 1;
      console.log(`${problems.length === 0 ? '✔' : '✖'} ${what}`);
      for (const problem of problems.slice(0, SHOWN)) console.log(`    ${problem}`);
      if (problems.length > SHOWN) console.log(`    … and ${String(problems.length - SHOWN)} more`);
    },
    note: (text) => console.log(`  ${text}`),
    finish: () => {
      console.log(`${String(passed)} passed, ${String(failed)} failed`);
      return failed;
    },
  };
}
