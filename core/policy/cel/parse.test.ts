import { describe, expect, it } from 'vitest';
import { parseWith } from '../testing/expressions.ts';

const types = { size: 'int', tags: 'list<string>', labels: 'map<string, string>' };

/** The problems of an expression, each as `code at "text": message`. */
const problemsOf = (text: string): readonly string[] => {
  const parsed = parseWith(text, types);
  if (parsed.kind === 'parsed') return [];
  return parsed.problems.map(({ code, range, message, help }) =>
    [`${code} at "${text.slice(range.start, range.end)}": ${message}`, ...(help === undefined ? [] : [help])].join(
      ' | ',
    ),
  );
};

describe('problems come with the characters they are about', () => {
  it.each([
    ['size +', 'policy/syntax at "": the expression ends where a value is expected'],
    [
      'size == 3 @',
      'policy/syntax at "@": @ does not belong here: an operator, or the end of the expression, is expected',
    ],
    ['size = 3', 'policy/syntax at "=": there is no operator = | Did you mean ==?'],
    ['size * / 3', 'policy/syntax at "/": a value is expected before /'],
    ['(size', 'policy/syntax at "": the expression ends where ) is expected'],
    ['labels.1', 'policy/syntax at "1": a name is expected before 1'],
    ['size == 1 ? 2', 'policy/syntax at "": the expression ends where : is expected'],
    ['if == 3', 'policy/syntax at "if": if is a word that CEL keeps for itself | Give it another name.'],
    ['labels.a == "a\nb"', /^policy\/syntax at "\n": a text ends on the line on which it begins/],
    ['tags.all(1, true)', 'policy/type at "1": the variable of a macro is one name'],
    ['"open', 'policy/syntax at ""open": the text has no quotation mark at its end'],
    ['siz > 3', 'policy/type at "siz": Unknown variable: siz | Did you mean size?'],
    ['size > "3"', 'policy/type at "size > "3"": no such overload: int > string'],
    ['tags.all(tag, tag)', 'policy/type at "tag": all(var, predicate) predicate must return bool, got \'string\''],
    ['tags.sum() > 3', 'policy/type at "tags.sum()": found no matching overload for \'list<string>.sum()\''],
    ['size > 9223372036854775808', 'policy/type at "9223372036854775808": integer out of range: 9223372036854775808'],
    [
      'timestamp("2026-13-01T00:00:00Z") != null',
      'policy/type at "timestamp("2026-13-01T00:00:00Z")": not a timestamp: 2026-13-01T00:00:00Z',
    ],
    ['b"x".hex() == ""', 'policy/type at "b"x".hex()": the function hex is not supported'],
    ['labels.a.matches("(")', 'policy/type at "labels.a.matches("(")": bad pattern: missing closing ): `(`'],
    ['quantity("10 Gi").asInteger() > 0', 'policy/type at "quantity("10 Gi")": not a quantity: 10 Gi'],
    ['tags.all(size, size == "a")', /size is taken: give the variable of the macro another name/],
    ['tags.all(int, int == "a")', /int is taken/],
    ['has(labels["a"])', /has\(\) invalid argument \| has\(\) takes a field/],
  ])('%s', (text, expected) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    if (typeof expected === 'string') expect(problems).toEqual([expected]);
    else expect(problems[0]).toMatch(expected);
  });

  it('reports what the checker admits and rules cannot have all at once', () => {
    expect(problemsOf('b"x".hex() == b"x".base64() && labels.a.matches("[")')).toHaveLength(3);
  });
});

describe('expressions are bounded', () => {
  it.each([
    ['characters', `size == 1${' '.repeat(8192)}`],
    ['operators', Array.from({ length: 1500 }, () => 'true').join('&&')],
    ['minus signs', `${'-'.repeat(4000)}1 == 1`],
    ['nots', `${'!'.repeat(8000)}true`],
    ['nots that the parser takes', `${'!'.repeat(1900)}true`],
    ['sums', `${Array.from({ length: 900 }, () => '1').join('+')} > 0`],
    ['brackets', `${'('.repeat(200)}true${')'.repeat(200)}`],
    ['lists', `${'['.repeat(200)}1${']'.repeat(200)} == []`],
    ['fields', `size${'.a'.repeat(200)} == 1`],
  ])('%s', (_, text) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^policy\/too-large/)]);
  });

  it('and the bounds are told in words', () => {
    expect(problemsOf(`${'('.repeat(200)}true${')'.repeat(200)}`)).toEqual([
      expect.stringContaining(
        'the expression has more than 64 brackets, calls and fields inside one another | Split it',
      ),
    ]);
    expect(problemsOf(Array.from({ length: 1500 }, () => 'size').join('<'))).toEqual([
      expect.stringContaining('the expression has more than 2000 operators, names and literals | Split it'),
    ]);
    expect(problemsOf(`[${'1,'.repeat(1001)}1] == []`)).toEqual([
      expect.stringContaining('the expression has a list of more than 1000 elements | Split it'),
    ]);
  });

  it('admits what comes close', () => {
    expect(problemsOf(Array.from({ length: 900 }, () => 'true').join('&&'))).toEqual([]);
    expect(problemsOf(`${'!'.repeat(240)}true`)).toEqual([]);
    expect(problemsOf(`${'('.repeat(60)}true${')'.repeat(60)}`)).toEqual([]);
  });
});
