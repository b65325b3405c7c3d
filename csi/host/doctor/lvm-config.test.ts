import { describe, expect, it } from 'vitest';
import { addSetting, putFirst, replaceValue, valuesOf } from './lvm-config.ts';

const FILTER = 'devices/global_filter';

const itemsOf = (text: string): readonly (readonly string[])[] => valuesOf(text, FILTER).map(({ items }) => items);

describe("LVM's configuration", () => {
  it.each([
    { what: 'nothing', text: '', values: [] },
    { what: 'a section', text: 'devices {\n\tglobal_filter = [ "r|x|", "a|y|" ]\n}', values: [['r|x|', 'a|y|']] },
    { what: 'no blanks', text: 'devices{global_filter=["r|x|",]}', values: [['r|x|']] },
    { what: 'a path', text: 'devices/global_filter = "r|x|"', values: [['r|x|']] },
    { what: 'single quotes', text: "devices { global_filter = [ 'r|\\x|' ] }", values: [['r|\\x|']] },
    { what: 'what is escaped', text: 'devices { global_filter = "r|\\"\\\\.|" }', values: [['r|"\\.|']] },
    { what: 'an empty array', text: 'devices { global_filter = [ ] }', values: [[]] },
    { what: 'a comment', text: 'devices {\n# global_filter = [ "a|.*|" ]\n}', values: [] },
    { what: 'another setting', text: 'devices { filter = [ "a|.*|" ] }', values: [] },
    { what: 'another section', text: 'log { global_filter = "r|x|" }', values: [] },
    { what: 'a section in another', text: 'tags { devices { global_filter = "r|x|" } }', values: [] },
    { what: 'signs in strings', text: 'log { file = "}#[" }\ndevices { global_filter = "r|]|" }', values: [['r|]|']] },
    {
      what: 'two',
      text: 'devices { global_filter = "r|x|" }\ndevices/global_filter = "r|y|"',
      values: [['r|x|'], ['r|y|']],
    },
    { what: 'no end', text: 'devices { global_filter = [ "r|x|"', values: [] },
    { what: 'no value', text: 'devices { global_filter =', values: [] },
  ])('says what a setting has: $what', ({ text, values }) => {
    expect(itemsOf(text)).toEqual(values);
  });

  it.each([
    { before: 'devices/global_filter = "a|x|"', after: 'devices/global_filter = [ "r|\\\\.|", "a|x|" ]' },
    { before: 'devices { global_filter=[] }', after: 'devices { global_filter=[ "r|\\\\.|" ] }' },
    {
      before: 'devices {\n\tglobal_filter = [\n\t\t# this host\n\t\t"a|x|", # }\n\t]\n}\nlog { }',
      after: 'devices {\n\tglobal_filter = [ "r|\\\\.|",\n\t\t# this host\n\t\t"a|x|", # }\n\t]\n}\nlog { }',
    },
  ])('takes items before others: $before', ({ before, after }) => {
    expect(putFirst(before, valuesOf(before, FILTER)[0]!, ['r|\\.|'])).toBe(after);
  });

  it('takes others in place of a value', () => {
    const text = 'devices { global_filter = [ "a|.*|" ] # all\n}';
    expect(replaceValue(text, valuesOf(text, FILTER)[0]!, ['r|x|'])).toBe(
      'devices { global_filter = [ "r|x|" ] # all\n}',
    );
  });

  it.each([
    { what: 'into its section', text: '# devices {\ndevices {\n\tscan = "/dev"\n}\n\ndevices { }', line: 3 },
    { what: 'into a section on one line', text: 'devices { scan = "/dev" }', line: 2 },
    { what: 'with a section', text: 'log {\n\tdevices {\n\t}\n}\n\n', line: 6 },
    { what: 'into an empty file', text: '', line: 3 },
  ])('is given a setting $what', ({ text, line }) => {
    const after = addSetting(text, FILTER, ['r|x|']);
    expect(itemsOf(after)).toEqual([['r|x|']]);
    expect(after.split('\n').findIndex((one) => one === '\tglobal_filter = [ "r|x|" ]')).toBe(line);
  });
});
