// @ts-check

/**
 * Sums up a run: what went right, what went wrong and whether that was known, what was not asked.
 *
 * @param {readonly import('./known-failures.mjs').KnownFailure[]} known
 */
export function tallyOf(known) {
  const reasons = new Map(known.flatMap(({ reason, cases }) => cases.map((name) => [name, reason])));
  const wrong = /** @type {string[]} */ ([]);
  const asKnown = /** @type {Map<string, number>} */ (new Map());
  const strangers = /** @type {Map<string, number>} */ (new Map());
  let [passed, notAsked] = [0, 0];
  return {
    /** @param {{ readonly name: string, readonly right: boolean }} outcome */
    add({ name, right }) {
      const reason = reasons.get(name);
      reasons.delete(name);
      if (reason === undefined && right) passed += 1;
      else if (reason === undefined) wrong.push(`wrong: ${name}`);
      else if (right) wrong.push(`right by now, so no known failure any more: ${name}`);
      else count(asKnown, reason, 1);
    },
    /**
     * @param {number} cases
     * @param {ReadonlySet<string>} strange what their schema has that is not in the dialect
     */
    outside(cases, strange) {
      notAsked += cases;
      for (const each of strange) count(strangers, each, cases);
    },
    /** Prints all, and answers with the exit status. */
    report() {
      wrong.push(...[...reasons.keys()].map((name) => `a known failure that is no case: ${name}`));
      console.log(`not in the dialect: ${String(notAsked)} cases, by what their schemas have:`);
      printCounts(strangers);
      const expected = [...asKnown.values()].reduce((sum, many) => sum + many, 0);
      console.log(`known failures: ${String(expected)} of ${String(passed + wrong.length + expected)} answers:`);
      printCounts(asKnown);
      for (const each of wrong) console.log(each);
      console.log(`${String(passed)} passed, ${String(wrong.length)} failed`);
      return wrong.length === 0 ? 0 : 1;
    },
  };
}

/**
 * @param {Map<string, number>} counts
 * @param {string} what
 * @param {number} many
 */
const count = (counts, what, many) => counts.set(what, (counts.get(what) ?? 0) + many);

/** @param {ReadonlyMap<string, number>} counts */
function printCounts(counts) {
  for (const [what, many] of [...counts].sort()) console.log(`  ${String(many).padStart(4)}  ${what}`);
}
