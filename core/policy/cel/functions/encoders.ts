import { spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { MAKING_BASE64 } from '../prices.ts';
import { EvaluationError } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, introducedIn, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64, after cel-go's ext/encoders. */
export const ENCODER_FUNCTIONS: readonly FunctionEntry[] = introducedIn('ours', [
  {
    ...freeFunction('base64.encode', 1, encode, ['base64.encode(bytes): string']),
    ...told('The bytes in base64, padded.', "base64.encode(b'hello')", "'aGVsbG8='"),
  },
  {
    ...freeFunction('base64.decode', 1, decode, ['base64.decode(string): bytes']),
    ...told('The bytes that base64 stands for, padded or not.', "base64.decode('aGVsbG8')", "b'hello'"),
  },
]);

function encode(frame: Frame, bytes: Value): Result {
  if (!(bytes instanceof Uint8Array)) return noFunction('base64.encode', bytes);
  const units = Math.ceil(bytes.length / 3) * 4;
  spendOnNewText(frame, units);
  spendOnText(frame, (MAKING_BASE64 - 1) * units);
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) groups.push(group(bytes, at));
  return groups.join('');
}

/** Four characters for three bytes, of which one or two may be missing. */
function group(bytes: Uint8Array, at: number): string {
  const present = Math.min(3, bytes.length - at);
  const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const characters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63)).join('');
  return characters.slice(0, present + 1).padEnd(4, '=');
}

/** Padding is all there or not at all. Line ends are skipped, as Go's decoder does. */
function decode(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('base64.decode', text);
  spendOnNewText(frame, text.length);
  const written = text.replace(/[\r\n]+/g, '');
  const bare = written.length % 4 === 0 ? written.replace(/={1,2}$/, '') : written;
  if (bare.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(bare)) return new EvaluationError('not base64');
  const bytes = new Uint8Array(Math.floor((bare.length * 3) / 4));
  let bits = 0;
  for (let at = 0; at < bare.length; at++) {
    bits = ((bits << 6) | ALPHABET.indexOf(bare.charAt(at))) & 0xffffff;
    const have = (at % 4) * 2;
    if (have > 0) bytes[Math.floor(at / 4) * 3 + (at % 4) - 1] = (bits >> (6 - have)) & 0xff;
  }
  return bytes;
}
