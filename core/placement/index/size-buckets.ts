import { IntSet } from './int-set.ts';

/** Members by size: finds the least size that has any, and its members in order. */
export class SizeBuckets {
  readonly #sizes = new IntSet();
  readonly #members = new Map<number, IntSet>();

  add(size: number, member: number): void {
    const members = this.#members.get(size);
    if (members) {
      members.add(member);
    } else {
      const first = new IntSet();
      first.add(member);
      this.#members.set(size, first);
      this.#sizes.add(size);
    }
  }

  delete(size: number, member: number): void {
    const members = this.#members.get(size);
    members?.delete(member);
    if (members?.size !== 0) return;
    this.#members.delete(size);
    this.#sizes.delete(size);
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
