import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

describe('did you mean', () => {
  const fields = ['mediaType', 'protocol', 'rotationSpeedRPM', 'capacity', 'tags', 'state', 'id'];

  it.each([
    ['mediatype', 'mediaType'],
    ['MediaType', 'mediaType'],
    ['capactiy', 'capacity'],
    ['capcity', 'capacity'],
    ['capaccity', 'capacity'],
    ['capazity', 'capacity'],
    ['tag', 'tags'],
    ['rotationspeed', 'rotationSpeedRPM'],
    ['size', undefined],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['m'.repeat(1000), undefined],
  ])('%j is %j', (word, expected) => {
    expect(didYouMean(word, fields)).toBe(expected);
  });

  it('takes the first of equally near ones', () => {
    expect(didYouMean('sg-c', ['sg-a', 'sg-b'])).toBe('sg-a');
  });

  it('never answers the word itself', () => {
    expect(didYouMean('tags', ['tags'])).toBeUndefined();
  });

  it('finds every word that one slip has changed', () => {
    const slip = fc.constantFrom('drop', 'double', 'swap', 'replace');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), slip, (word, position, kind) => {
        const at = position % (word.length - 1);
        const mistyped = {
          drop: word.slice(0, at) + word.slice(at + 1),
          double: word.slice(0, at + 1) + word.slice(at),
          swap: word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
          replace: `${word.slice(0, at)}#${word.slice(at + 1)}`,
        }[kind];
        if (mistyped !== word) expect(didYouMean(mistyped, ['', '0'.repeat(word.length), word])).toBe(word);
      }),
      { seed: 1 },
    );
  });
});
