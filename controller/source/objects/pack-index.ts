/** Source: gitformat-pack(5), "pack-*.idx files", version 2. */
export interface PackIndex {
  /** Where in the pack the object begins. */
  find(oid: string): number | undefined;
}

const HEADER_BYTES = 8;
const FANOUT_BYTES = 256 * 4;
const NAMES_AT = HEADER_BYTES + FANOUT_BYTES;
const NAME_BYTES = 20;
const TRAILER_BYTES = 40;

/** Set where the offset stands in the table of large ones. */
const LARGE = 0x8000_0000;

/** @throws Error where it is no index of version 2 */
export function readPackIndex(file: Buffer): PackIndex {
  if (file.length < NAMES_AT + TRAILER_BYTES || file.readUInt32BE(0) !== 0xff744f63 || file.readUInt32BE(4) !== 2) {
    throw new Error('the index of a pack is not of version 2');
  }
  const count = fanout(file, 255);
  const offsetsAt = NAMES_AT + count * (NAME_BYTES + 4);
  const largeAt = offsetsAt + count * 4;
  if (largeAt + TRAILER_BYTES > file.length) throw new Error('the index of a pack is cut short');
  return {
    find: (oid) => {
      const position = search(file, Buffer.from(oid, 'hex'));
      if (position === undefined) return undefined;
      const offset = file.readUInt32BE(offsetsAt + position * 4);
      return offset < LARGE ? offset : Number(file.readBigUInt64BE(largeAt + (offset - LARGE) * 8));
    },
  };
}

/** How many names begin with this byte or a smaller one. */
const fanout = (file: Buffer, byte: number): number => file.readUInt32BE(HEADER_BYTES + byte * 4);

/** Binary search among the names that begin with the same byte. */
function search(file: Buffer, name: Buffer): number | undefined {
  const first = name.readUInt8(0);
  let low = first === 0 ? 0 : fanout(file, first - 1);
  let high = fanout(file, first);
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = NAMES_AT + middle * NAME_BYTES;
    const order = name.compare(file, at, at + NAME_BYTES);
    if (order === 0) return middle;
    if (order > 0) low = middle + 1;
    else high = middle;
  }
  return undefined;
}
