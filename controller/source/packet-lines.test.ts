import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packInside } from './packet-lines.ts';
import { SourceError } from './source.ts';

const packet = (content: string | Uint8Array): Buffer =>
  Buffer.concat([Buffer.from((Buffer.byteLength(content) + 4).toString(16).padStart(4, '0')), Buffer.from(content)]);
const FLUSH = Buffer.from('0000');
const DELIMITER = Buffer.from('0001');

function outcome(answer: Buffer): string {
  try {
    return `pack ${packInside(answer).toString('latin1')}`;
  } catch (error) {
    return error instanceof SourceError ? error.code : String(error);
  }
}

const cases: readonly { name: string; answer: Buffer; expected: string }[] = [
  {
    name: 'the parts of a pack are joined',
    answer: Buffer.concat([packet('NAK\n'), packet('\u0001PA'), packet('\u0002progress'), packet('\u0001CK'), FLUSH]),
    expected: 'pack PACK',
  },
  {
    name: 'refs hold no pack',
    answer: Buffer.concat([packet('# service=git-upload-pack\n'), FLUSH, packet('x refs/heads/main\n'), FLUSH]),
    expected: 'pack ',
  },
  {
    name: 'a delimiter is a mark',
    answer: Buffer.concat([packet('a'), DELIMITER, packet('b'), FLUSH]),
    expected: 'pack ',
  },
  { name: 'no end', answer: packet('NAK\n'), expected: 'broken-answer' },
  { name: 'nothing', answer: Buffer.alloc(0), expected: 'broken-answer' },
  { name: 'a length that is none', answer: Buffer.concat([Buffer.from('00zz'), FLUSH]), expected: 'broken-answer' },
  { name: 'the length 3', answer: Buffer.concat([Buffer.from('0003'), FLUSH]), expected: 'broken-answer' },
  { name: 'an error on its band', answer: Buffer.concat([packet('\u0003no'), FLUSH]), expected: 'server-refused' },
  { name: 'an error packet', answer: packet('ERR upload-pack: not our ref'), expected: 'server-refused' },
];
test.each(cases)('$name', ({ answer, expected }) => {
  expect(outcome(answer)).toBe(expected);
});

describe('whatever is cut off, it is noticed', () => {
  const whole = Buffer.concat([packet('NAK\n'), packet('\u0001PACK'), FLUSH]);
  test.each(Array.from({ length: whole.length }, (_, length) => length))('after %i bytes', (length) => {
    expect(outcome(whole.subarray(0, length))).toBe('broken-answer');
  });
});

test('whatever the bytes, it ends in a pack or in a SourceError', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      expect(outcome(Buffer.from(bytes))).toMatch(/^pack |^broken-answer$|^server-refused$/);
    }),
  );
});
