/**
 * How many legs of the volume that is being placed lie where. One for all searches: making such a list for each would
 * cost more than the search.
 */
export class Loads {
  readonly #counts: Int32Array;
  readonly #touched: number[] = [];

  constructor(size: number) {
    this.#counts = new Int32Array(size);
  }

  at(place: number): number {
    return this.#counts[place] ?? 0;
  }

  add(place: number): void {
    if (this.#counts[place] === 0) this.#touched.push(place);
    this.#counts[place] = this.at(place) + 1;
  }

  clear(): void {
    for (const place of this.#touched) this.#counts[place] = 0;
    this.#touched.length = 0;
  }
}
