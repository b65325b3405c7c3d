import { IntSet } from './int-set.ts';

const MOST_SPARE = 64;

/** Members by size: finds the least size that has any, and its members in order. */
export class SizeBuckets {
  readonly #sizes = new IntSet();
  readonly #members = new Map<number, IntSet>();
  /** Sets that lost their last member. Sizes come and go all the time, and a set takes longer to make than to use. */
  readonly #spare: IntSet[] = [];

  add(size: number, member: number): void {
    const members = this.#members.get(size);
    if (members) {
      members.add(member);
    } else {
      const first = this.#spare.pop() ?? new IntSet();
      first.add(member);
      this.#members.set(size, first);
      this.#sizes.add(size);
    }
  }

  delete(size: number, member: number): void {
    const members = this.#members.get(size);
    if (!members?.delete(member) || members.size > 0) return;
    this.#members.delete(size);
    this.#sizes.delete(size);
    if (this.#spare.length < MOST_SPARE) this.#spare.push(members);
  }

  /** The least size that is not below `least` and has members; -1 where there is none. */
  nextSize(least: number): number {
    return this.#sizes.next(least);
  }

  greatestSize(): number {
    return this.#sizes.greatest();
  }

  at(size: number): IntSet | undefined {
    return this.#members.get(size);
  }
}
