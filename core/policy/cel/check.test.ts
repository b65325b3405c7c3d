import { describe, expect, it } from 'vitest';
import { scopeOf } from '../testing/expressions.ts';
import { declareScope } from './environment.ts';
import type { ScopeOptions } from './environment.ts';
import { STANDARD_FUNCTIONS } from './functions/index.ts';
import { parseExpression } from './parse.ts';
import { parseSignature, parseType, printType } from './type-notation.ts';

const TYPES = {
  n: 'int',
  u: 'uint',
  s: 'string',
  list: 'list<int>',
  labels: 'map<string, string>',
  counts: 'map<string, int>',
  anything: 'dyn',
  maybe: 'optional<string>',
};

const typeOf = (text: string, options: ScopeOptions = {}): string => {
  const parsed = parseExpression(text, scopeOf(TYPES, options));
  return parsed.kind === 'parsed' ? parsed.type : parsed.problems.map(({ message }) => message).join('; ');
};

/** The problems as `"part": message`. */
const problemsOf = (text: string, options: ScopeOptions = {}): readonly string[] => {
  const parsed = parseExpression(text, scopeOf(TYPES, options));
  if (parsed.kind === 'parsed') return [];
  return parsed.problems.map(({ range, message }) => `"${text.slice(range.start, range.end)}": ${message}`);
};

describe('the type of an expression', () => {
  it.each([
    ['n + 1', 'int'],
    ['n < 1.5', 'bool'],
    ['[]', 'list<dyn>'],
    ['[[], [1]]', 'list<list<int>>'],
    ['{}', 'map<dyn, dyn>'],
    ['{"a": [1]}', 'map<string, list<int>>'],
    ['list.map(x, string(x))', 'list<string>'],
    ['list.filter(x, x > 1)', 'list<int>'],
    ['labels.map(k, k)', 'list<string>'],
    ['counts.transformList(k, v, v)', 'list<int>'],
    ['list.transformMap(i, v, string(v))', 'map<int, string>'],
    ['labels.transformMapEntry(k, v, {v: k})', 'map<string, string>'],
    ['cel.bind(x, n, [x])', 'list<int>'],
    ['list.sortBy(x, string(x))', 'list<int>'],
    ['[maybe].unwrapOpt()', 'list<string>'],
    ['labels.a', 'string'],
    ['labels.?a', 'optional<string>'],
    ['labels[?"a"].orValue("b")', 'string'],
    ['maybe.optMap(x, x.size())', 'optional<int>'],
    ['[?maybe, "a"]', 'list<string>'],
    ['{?"a": maybe}', 'map<string, string>'],
    ['true ? 1 : dyn("a")', 'dyn'],
    ['anything.a.b[0]', 'dyn'],
    ['timestamp("2026-01-01T00:00:00Z") - duration("1h")', 'google.protobuf.Timestamp'],
    ['type(n)', 'type<int>'],
    ['google.protobuf.Timestamp', 'type<google.protobuf.Timestamp>'],
    ['[timestamp("2026-01-01T00:00:00Z"), null]', 'list<google.protobuf.Timestamp>'],
    ['list[0] == null || true', 'no such overload: int == null'],
    ['math.greatest(1, 2)', 'int'],
    ['"{}".format([n])', 'string'],
  ])('%s is %s', (text, expected) => {
    expect(typeOf(text)).toBe(expected);
  });
});

describe('all that is wrong is told, each where it stands', () => {
  it.each([
    [
      'nn > 1 && s > 1 && lst.size() == 0',
      ['"nn": Unknown variable: nn', '"s > 1": no such overload: string > int', '"lst": Unknown variable: lst'],
    ],
    ['[1, "a", true]', ['""a"": elements of a list are of one type: expected int, got string']],
    ['{"a": 1, "b": "c"}', ['""c"": values of a map are of one type: expected int, got string']],
    ['{1.5: 1}', ['"1.5": a key is a string, an int, a uint or a bool, not double']],
    ['n ? 1 : 2', ['"n": no such overload: ?: takes bool, not int']],
    ['n && true', ['"n": no such overload: && takes bool, not int']],
    ['!s', ['"s": no such overload: ! takes bool, not string']],
    ['-s == s', ['"-s": no such overload: -string']],
    ['list["a"] > 0', ['"list["a"]": no such overload: list<int>[string]']],
    ['n.all(x, true)', ['"n": a macro runs over a list or a map, not int']],
    ['s.a == 1', ['"a": a value of type string has no fields']],
    ['maybe.optFlatMap(x, x) == maybe', ['"x": optFlatMap makes an optional, not string']],
    ['list.optMap(x, x) == maybe', ['"list": optMap takes an optional, not list<int>']],
    ['labels.transformMapEntry(k, v, v) == {}', ['"v": transformMapEntry makes entries of a map, not string']],
    ['list.all(x, x, true)', ['"x": x stands for two things']],
    ['labels.sortBy(x, x) == []', ['"labels.sortBy(x, x)": sortBy sorts a list, not map<string, string>']],
    [
      'list.sortBy(x, [x]) == []',
      ['"list.sortBy(x, [x])": sortBy takes keys that sort: numbers, bools, texts, bytes or times, not list<int>'],
    ],
    ['list.sortBy(n, n) == []', ['"n": n is taken: give the variable of the macro another name']],
    ['s.startWith("a")', ['"s.startWith("a")": the function startWith is not supported']],
    ['s.startsWith(n)', ['"s.startsWith(n)": found no matching overload for \'string.startsWith(int)\'']],
    ['list.alll(x, x > 1)', ['"list.alll(x, x > 1)": the function alll is not supported']],
    [
      'lst.alll(x, x > 1)',
      ['"lst": Unknown variable: lst', '"lst.alll(x, x > 1)": the function alll is not supported'],
    ],
    ['list.all(x)', ['"list.all(x)": all takes other operands']],
    ['size(n) > 1', ['"size(n)": found no matching overload for \'size(int)\'']],
    ['duration("1 h") < duration("2h")', ['"duration("1 h")": not a duration: 1 h']],
    ['(n + s) * (u + 1) == 3', ['"n + s": no such overload: int + string', '"u + 1": no such overload: uint + int']],
  ])('%s', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  it('proposes what is near', () => {
    const help = (text: string): string | undefined => {
      const parsed = parseExpression(text, scopeOf(TYPES));
      return parsed.kind === 'problems' ? parsed.problems[0]?.help : undefined;
    };
    expect(help('s.startWith("a")')).toBe('Did you mean startsWith?');
    expect(help('label.a == "b"')).toBe('Did you mean labels?');
    expect(help('list.alll(x, x > 1)')).toBe('Did you mean all?');
    expect(help('list.exist(x, x > 1)')).toBe('Did you mean exists?');
    expect(help('labels.transformlist(k, v, v)')).toBe('Did you mean transformList?');
    expect(help('list.all(x)')).toBe('It is written all(x, predicate), or all(i, x, predicate).');
  });
});

describe('Kubernetes versions', () => {
  it.each([
    ['labels.?a.hasValue()', 27, 'optional access needs Kubernetes 1.28 or later, the policy says 1.27'],
    ['n < 1.5', 27, 'comparing int with double needs Kubernetes 1.28 or later, the policy says 1.27'],
    ['list.all(i, v, v > i)', 31, 'a macro with two variables needs Kubernetes 1.32 or later, the policy says 1.31'],
    ['cel.bind(x, n, x > 1)', 40, 'no version of Kubernetes has cel.bind'],
    ['list.distinct().size() > 1', 31, 'the function distinct needs Kubernetes 1.34 or later, the policy says 1.31'],
    ['list.sortBy(x, x) == []', 33, 'the macro sortBy needs Kubernetes 1.34 or later'],
  ])('%s in 1.%i', (text, kubernetesMinor, expected) => {
    expect(problemsOf(text, { kubernetesMinor })).toContainEqual(expect.stringContaining(expected));
    expect(problemsOf(text)).toEqual([]);
  });

  it('lets pass what the version has', () => {
    expect(problemsOf('labels.?a.hasValue() && n < 1.5', { kubernetesMinor: 28 })).toEqual([]);
    expect(problemsOf('list.sortBy(x, -x) == list', { kubernetesMinor: 34 })).toEqual([]);
    expect(problemsOf('list.all(i, v, v > i)', { kubernetesMinor: 32 })).toEqual([]);
  });
});

describe('scopes', () => {
  it.each<[string, ScopeOptions, string]>([
    ['[1, "a"]', { mixedLiterals: true }, 'list<dyn>'],
    ['list.map(n, n)', { hidingNames: true }, 'list<int>'],
    ['list.map(n, n)', {}, 'n is taken: give the variable of the macro another name'],
  ])('%s under %o', (text, options, expected) => {
    expect(typeOf(text, options)).toBe(expected);
  });

  it('look for names in their container first', () => {
    const types = { 'a.b.x': 'int', 'a.x': 'string', x: 'bool', 'x.y': 'double' };
    const typeIn = (text: string, container: string): string => {
      const parsed = parseExpression(text, scopeOf(types, { container }));
      return parsed.kind === 'parsed' ? parsed.type : 'problems';
    };
    expect(typeIn('x', 'a.b')).toBe('int');
    expect(typeIn('x', 'a')).toBe('string');
    expect(typeIn('x', '')).toBe('bool');
    expect(typeIn('.x', 'a.b')).toBe('bool');
    expect(typeIn('x.y', '')).toBe('double');
    expect(typeIn('[1].map(x, x)', 'a')).toBe('problems');
  });

  it('know fields of objects, through lists and optionals', () => {
    const leg = { name: 'Leg', fields: { rack: 'string' } };
    const scope = declareScope(
      { p: { name: 'Placed', objects: [leg, { name: 'Placed', fields: { legs: 'list<Leg>' } }] } },
      STANDARD_FUNCTIONS,
    );
    const typeIn = (text: string): string => {
      const parsed = parseExpression(text, scope);
      return parsed.kind === 'parsed' ? parsed.type : parsed.problems.map(({ message }) => message).join();
    };
    expect(typeIn('p.legs.map(l, l.rack)')).toBe('list<string>');
    expect(typeIn('p.legs[?0].rack')).toBe('optional<string>');
    expect(typeIn('p.legs[?0].rak')).toBe('No such key: rak');
    expect(typeIn('p.size()')).toBe("found no matching overload for 'Placed.size()'");
  });
});

describe('the notation of types', () => {
  it.each([
    'int',
    'list<map<string, dyn>>',
    'optional<T>',
    'net.IP',
    'type<int>',
    'google.protobuf.Duration',
    'pair<A, B>',
  ])('%s', (text) => {
    expect(printType(parseType(text))).toBe(text);
  });

  it('reads signatures', () => {
    const { operands, result } = parseSignature('list<T>.slice(int, int): list<T>', 'method', 'slice');
    expect([...operands, result].map(printType)).toEqual(['list<T>', 'int', 'int', 'list<T>']);
    expect(parseSignature('math.pi(): double', 'function', 'math.pi').operands).toEqual([]);
    expect(() => parseSignature('f(int)', 'function', 'f')).toThrow(/without a result/);
    expect(() => parseType('list<int')).toThrow(/missing/);
  });
});
