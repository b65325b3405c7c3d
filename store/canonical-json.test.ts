import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

const json = fc.jsonValue({ maxDepth: 4 });

test('it reads back as the value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order of fields makes no difference', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.string(), json), { selector: ([name]) => name }), (fields) => {
      const forward = Object.fromEntries(fields);
      const backward = Object.fromEntries([...fields].reverse());
      expect(canonicalJson(forward)).toBe(canonicalJson(backward));
    }),
  );
});

test('fields named as JavaScript names its own stay fields', () => {
  expect(canonicalJson(JSON.parse('{"__proto__":1,"constructor":2,"10":3,"9":4}'))).toBe(
    '{"10":3,"9":4,"__proto__":1,"constructor":2}',
  );
});

test('a field that is undefined is left out', () => {
  expect(canonicalJson({ b: undefined, a: [null, 1.5, 'ä"\n'] })).toBe('{"a":[null,1.5,"ä\\"\\n"]}');
});

test.each([[undefined], [1n], [() => 1], [{ a: [undefined] }]])('%s is no JSON', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});
