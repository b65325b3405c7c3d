/** What came of one thing that was asked. */
export interface Outcome {
  readonly name: string;
  /** What is wrong, in one line; `undefined` when nothing is. */
  readonly wrong: string | undefined;
}

/** Outcomes that are known to be wrong, and why. */
export interface KnownFailure {
  readonly reason: string;
  readonly cases: readonly string[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Outcomes summed up: those that are wrong and known for it count as neither passed nor failed. */
export interface Tally extends Counts {
  /** By reason. */
  readonly known: ReadonlyMap<string, number>;
  /** A line for each that failed: wrong and not listed, or listed and right by now, or listed and not asked. */
  readonly complaints: readonly string[];
}

export function tallyOf(outcomes: readonly Outcome[], knownFailures: readonly KnownFailure[]): Tally {
  const reasons = new Map(knownFailures.flatMap(({ reason, cases }) => cases.map((name) => [name, reason])));
  const known = new Map<string, number>();
  const complaints: string[] = [];
  let passed = 0;
  for (const { name, wrong } of outcomes) {
    const reason = reasons.get(name);
    reasons.delete(name);
    if (wrong === undefined && reason === undefined) passed++;
    else if (wrong === undefined) complaints.push(`right by now, so no known failure any more: ${name}`);
    else if (reason === undefined) complaints.push(`wrong: ${name}: ${wrong}`);
    else known.set(reason, (known.get(reason) ?? 0) + 1);
  }
  complaints.push(...[...reasons.keys()].map((name) => `a known failure that is not among what is asked: ${name}`));
  return { passed, failed: complaints.length, known, complaints };
}

export const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, each) => sum + each, 0);

export const addTo = (counts: Map<string, number>, what: string, many = 1): void => {
  counts.set(what, (counts.get(what) ?? 0) + many);
};

/** A line for each, most first. */
export function printCounts(counts: ReadonlyMap<string, number>): void {
  for (const [what, many] of [...counts].sort(([, a], [, b]) => b - a)) {
    console.log(`  ${String(many).padStart(5)}  ${what}`);
  }
}
