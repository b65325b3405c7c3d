/** Source: gitformat-pack(5), "Deltified representation". */
export interface DeltaSizes {
  readonly base: number;
  readonly result: number;
  /** Where the instructions begin. */
  readonly at: number;
}

/** @throws Error where the delta is cut short */
export function deltaSizes(delta: Buffer): DeltaSizes {
  const base = readSize(delta, 0);
  const result = readSize(delta, base.next);
  return { base: base.value, result: result.value, at: result.next };
}

/**
 * The object that the delta makes of its base.
 * @throws Error where it does not fit the base or itself
 */
export function applyDelta(base: Buffer, delta: Buffer): Buffer {
  const sizes = deltaSizes(delta);
  if (base.length !== sizes.base) throw new Error('a delta does not fit its base');
  const result = Buffer.alloc(sizes.result);
  let filled = 0;
  for (let at = sizes.at; at < delta.length;) {
    const step = readInstruction(delta, at);
    const source = step.kind === 'copy' ? base : delta;
    if (step.length === 0 || step.from + step.length > source.length || filled + step.length > result.length) {
      throw new Error('a delta reads or writes out of bounds');
    }
    source.copy(result, filled, step.from, step.from + step.length);
    filled += step.length;
    at = step.next;
  }
  if (filled !== result.length) throw new Error('a delta gives less than it says');
  return result;
}

interface Instruction {
  /** Copies from the base, or inserts from the delta itself. */
  readonly kind: 'copy' | 'insert';
  readonly from: number;
  readonly length: number;
  /** Where the next one begins. */
  readonly next: number;
}

function readInstruction(delta: Buffer, at: number): Instruction {
  const opcode = delta.readUInt8(at);
  if ((opcode & 0x80) === 0) return { kind: 'insert', from: at + 1, length: opcode, next: at + 1 + opcode };
  let next = at + 1;
  let from = 0;
  let length = 0;
  for (let bit = 0; bit < 7; bit += 1) {
    if ((opcode & (1 << bit)) === 0) continue;
    const byte = delta.readUInt8(next);
    next += 1;
    if (bit < 4) from += byte * 2 ** (8 * bit);
    else length += byte * 2 ** (8 * (bit - 4));
  }
  return { kind: 'copy', from, length: length === 0 ? 0x10000 : length, next };
}

/** Little-endian groups of seven bits, at most 49 in all. */
function readSize(delta: Buffer, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let group = 0; group < 7; group += 1) {
    const byte = delta.readUInt8(start + group);
    value += (byte & 0x7f) * 2 ** (7 * group);
    if ((byte & 0x80) === 0) return { value, next: start + group + 1 };
  }
  throw new Error('a delta says no size');
}
