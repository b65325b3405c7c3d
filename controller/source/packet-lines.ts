import { SourceError } from './source.ts';

/** Source: gitprotocol-common(5), "pkt-line Format". Lengths 0 to 2 are marks: flush, delimiter, end of response. */
const LENGTH_DIGITS = 4;
const LARGEST_MARK = 2;
const FLUSH = '0000';

/** gitprotocol-pack(5), "side-band": the first byte of a packet says what follows. */
const PACK_BAND = 1;
const ERROR_BAND = 3;

/**
 * The pack inside an answer, joined; empty where there is none. Every packet of the answer is there, up to the last mark.
 * @throws SourceError `broken-answer` where the answer was cut short or is none, `server-refused` where it says why not
 */
export function packInside(answer: Buffer): Buffer {
  const parts: Buffer[] = [];
  let last = '';
  for (let at = 0; at < answer.length;) {
    const digits = answer.toString('latin1', at, at + LENGTH_DIGITS);
    const length = /^[0-9a-f]{4}$/i.test(digits) ? parseInt(digits, 16) : NaN;
    const end = at + Math.max(length, LENGTH_DIGITS);
    if (Number.isNaN(length) || length === 3 || end > answer.length) throw cutShort(answer.length);
    if (length > LARGEST_MARK) takePacket(answer.subarray(at + LENGTH_DIGITS, end), parts);
    last = digits;
    at = end;
  }
  if (last !== FLUSH) throw cutShort(answer.length);
  return Buffer.concat(parts);
}

function takePacket(packet: Buffer, parts: Buffer[]): void {
  if (packet[0] === PACK_BAND) parts.push(packet.subarray(1));
  if (packet[0] === ERROR_BAND) throw fromServer(packet.toString('utf8', 1));
  if (packet.toString('latin1', 0, 4) === 'ERR ') throw fromServer(packet.toString('utf8', 4));
}

const cutShort = (bytes: number): SourceError =>
  new SourceError('broken-answer', `the server's answer ends in the middle, after ${String(bytes)} bytes`);

const fromServer = (text: string): SourceError =>
  new SourceError(
    'server-refused',
    `the server says: ${text
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 300)}`,
  );
