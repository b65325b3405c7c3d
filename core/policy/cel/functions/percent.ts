import { decodeUtf8, encodeUtf8 } from './utf8.ts';

/**
 * Percent-encoding as Go's net/url has it, part by part of a URL. Works on bytes, as there. Source: Go, net/url.
 */
export type Part = 'path' | 'host' | 'zone' | 'query' | 'user' | 'fragment';

/** What stands for itself besides letters, digits and `-_.~`. */
const PLAIN: Readonly<Record<Part, string>> = {
  path: '$&+,/:;=@',
  host: '!$&\'()*+,;=:[]<>"',
  zone: '!$&\'()*+,;=:[]<>"',
  query: '',
  user: '$&+,;=',
  fragment: '$&+,/:;=?@!()*',
};

/** A path may be written with these as they are, though escaping it anew would not leave them so. */
const ALSO_IN_PATHS = "!'()*[]%";

const UNRESERVED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~';

const bytesOf = (characters: string): ReadonlySet<number> => new Set(encodeUtf8(UNRESERVED + characters));

const PLAIN_BYTES: Readonly<Record<Part, ReadonlySet<number>>> = {
  path: bytesOf(PLAIN.path),
  host: bytesOf(PLAIN.host),
  zone: bytesOf(PLAIN.zone),
  query: bytesOf(PLAIN.query),
  user: bytesOf(PLAIN.user),
  fragment: bytesOf(PLAIN.fragment),
};

const isPlain = (byte: number, part: Part): boolean => PLAIN_BYTES[part].has(byte);

/** The bytes that the text stands for; `undefined` where it is not what this part may be. */
export function unescapeBytes(text: string, part: Part): Uint8Array | undefined {
  const written = encodeUtf8(part === 'query' ? text.replaceAll('+', ' ') : text);
  const bytes = new Uint8Array(written.length);
  let length = 0;
  for (let at = 0; at < written.length; at++) {
    const byte = written[at] ?? 0;
    if (byte === PERCENT) {
      const escaped = escapedAt(written, at);
      if (escaped === undefined || !mayBeEscaped(escaped, part)) return undefined;
      bytes[length++] = escaped;
      at += 2;
    } else if (isHostLike(part) && byte < 0x80 && !isPlain(byte, part)) {
      return undefined;
    } else bytes[length++] = byte;
  }
  return bytes.subarray(0, length);
}

const PERCENT = 0x25;

function escapedAt(written: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(...written.subarray(at + 1, at + 3));
  return /^[0-9a-fA-F]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

const isHostLike = (part: Part): boolean => part === 'host' || part === 'zone';

/** A host escapes only what is beyond ASCII, a zone also what a host would hold. Both may hold `%25`. */
function mayBeEscaped(byte: number, part: Part): boolean {
  if (!isHostLike(part) || byte === PERCENT) return true;
  if (part === 'host') return byte >= 0x80;
  return byte === 0x20 || byte >= 0x80 || isPlain(byte, 'host');
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function unescapeText(text: string, part: Part): string | undefined {
  const bytes = unescapeBytes(text, part);
  if (bytes === undefined) return undefined;
  return (
    decodeUtf8(bytes) ?? Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\ufffd')).join('')
  );
}

export function escapeBytes(bytes: Uint8Array, part: Part): string {
  return Array.from(bytes, (byte) =>
    isPlain(byte, part) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}

const PATH_AS_WRITTEN: ReadonlySet<number> = bytesOf(PLAIN.path + ALSO_IN_PATHS);

/** Whether a path as it is written can stay as it is. */
export const isEscapedPath = (text: string): boolean => encodeUtf8(text).every((byte) => PATH_AS_WRITTEN.has(byte));
