/** Sums by labels. */
export class Tally {
  readonly #sums = new Map<string, { readonly labels: readonly string[]; sum: number }>();

  /** Starts at 0 with the labels that are known beforehand. */
  constructor(known: readonly (readonly string[])[] = []) {
    for (const labels of known) this.add(labels, 0);
  }

  add(labels: readonly string[], amount: number): void {
    const key = labels.join('\0');
    const known = this.#sums.get(key);
    if (known) known.sum += amount;
    else this.#sums.set(key, { labels, sum: amount });
  }

  *[Symbol.iterator](): Generator<readonly [labels: readonly string[], sum: number]> {
    for (const { labels, sum } of this.#sums.values()) yield [labels, sum];
  }
}
