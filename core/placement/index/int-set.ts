const PAGE_BITS = 10;
const PAGE_SIZE = 1 << PAGE_BITS;
const WORDS = PAGE_SIZE / 32;

/** Word 0 says which of the words behind it are not zero; each of those holds 32 members. */
type Page = Uint32Array;

/** The position of the lowest bit that is set; `word` is not zero. */
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** The bits of a word from `bit` on. */
const from = (word: number, bit: number): number => word & (-1 << bit);

/**
 * A set of small numbers that finds the next member by looking at a few words, however many there are. Pages are made
 * where there are members, so that many sparse sets cost little.
 */
export class IntSet {
  readonly #pages: (Page | undefined)[] = [];
  /** Which pages have members. */
  #occupied = new Uint32Array(1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(value: number): boolean {
    const page = this.#pages[value >>> PAGE_BITS];
    if (!page) return false;
    const offset = value & (PAGE_SIZE - 1);
    return (((page[1 + (offset >>> 5)] ?? 0) >>> (offset & 31)) & 1) === 1;
  }

  /** False where it was a member already. */
  add(value: number): boolean {
    if (this.has(value)) return false;
    const page = this.#pageFor(value >>> PAGE_BITS);
    const offset = value & (PAGE_SIZE - 1);
    const word = offset >>> 5;
    page[1 + word] = (page[1 + word] ?? 0) | (1 << (offset & 31));
    page[0] = (page[0] ?? 0) | (1 << word);
    this.#size += 1;
    return true;
  }

  /** False where it was no member. */
  delete(value: number): boolean {
    if (!this.has(value)) return false;
    const at = value >>> PAGE_BITS;
    const page = this.#pageFor(at);
    const offset = value & (PAGE_SIZE - 1);
    const word = offset >>> 5;
    const left = (page[1 + word] ?? 0) & ~(1 << (offset & 31));
    page[1 + word] = left;
    this.#size -= 1;
    if (left !== 0) return true;
    page[0] = (page[0] ?? 0) & ~(1 << word);
    if (page[0] === 0) this.#occupied[at >>> 5] = (this.#occupied[at >>> 5] ?? 0) & ~(1 << (at & 31));
    return true;
  }

  /** The least member that is not below `least`; -1 where there is none. */
  next(least: number): number {
    const at = least >>> PAGE_BITS;
    const page = this.#pages[at];
    if (page) {
      const found = nextIn(page, least & (PAGE_SIZE - 1));
      if (found >= 0) return (at << PAGE_BITS) + found;
    }
    const next = this.#nextPage(at + 1);
    const other = next < 0 ? undefined : this.#pages[next];
    return other ? (next << PAGE_BITS) + nextIn(other, 0) : -1;
  }

  /** The greatest member; -1 where there is none. */
  greatest(): number {
    for (let at = this.#pages.length - 1; at >= 0; at--) {
      const page = this.#pages[at];
      if (!page || page[0] === 0) continue;
      const word = 31 - Math.clz32(page[0] ?? 0);
      return (at << PAGE_BITS) + (word << 5) + 31 - Math.clz32(page[1 + word] ?? 0);
    }
    return -1;
  }

  #pageFor(at: number): Page {
    const known = this.#pages[at];
    if (known && known[0] !== 0) return known;
    const page = known ?? new Uint32Array(1 + WORDS);
    while (this.#pages.length < at) this.#pages.push(undefined);
    this.#pages[at] = page;
    if (at >>> 5 >= this.#occupied.length) this.#occupied = longer(this.#occupied, (at >>> 5) + 1);
    this.#occupied[at >>> 5] = (this.#occupied[at >>> 5] ?? 0) | (1 << (at & 31));
    return page;
  }

  #nextPage(at: number): number {
    let word = at >>> 5;
    let bits = from(this.#occupied[word] ?? 0, at & 31);
    while (bits === 0) {
      word += 1;
      if (word >= this.#occupied.length) return -1;
      bits = this.#occupied[word] ?? 0;
    }
    return (word << 5) + lowestBit(bits);
  }
}

/** The least member of a page that is not below `offset`; -1 where there is none. */
function nextIn(page: Page, offset: number): number {
  const word = offset >>> 5;
  const rest = from(page[1 + word] ?? 0, offset & 31);
  if (rest !== 0) return (word << 5) + lowestBit(rest);
  if (word === WORDS - 1) return -1;
  const words = from(page[0] ?? 0, word + 1);
  if (words === 0) return -1;
  const next = lowestBit(words);
  return (next << 5) + lowestBit(page[1 + next] ?? 0);
}

function longer(words: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.max(least, words.length * 2));
  grown.set(words);
  return grown;
}
