/** A value in LVM's configuration language, and where it stands in its text. Source: lvm.conf(5). */
export interface ConfigValue {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  readonly items: readonly string[];
  readonly isArray: boolean;
}

const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'[^']*'|[{}[\]=,]|[^\s#"'{}[\]=,]+/gs;

interface Token {
  readonly text: string;
  readonly at: number;
}

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(TOKEN)].map((found) => ({ text: found[0], at: found.index })).filter((token) => !isComment(token));

const isComment = ({ text }: Token): boolean => text.startsWith('#');

/** Every value that a setting is given, such as `devices/global_filter`; LVM takes but one of several. */
export function valuesOf(text: string, setting: string): readonly ConfigValue[] {
  const tokens = tokensOf(text);
  return settings(tokens).flatMap(({ path, at }) => (path === setting ? (valueAt(tokens, at) ?? []) : []));
}

/** Each `=` with the path before it: sections are nested by braces, or written as a/b. */
function settings(tokens: readonly Token[]): readonly { readonly path: string; readonly at: number }[] {
  const found: { path: string; at: number }[] = [];
  const sections: string[] = [];
  for (const [index, { text }] of tokens.entries()) {
    const before = tokens[index - 1]?.text ?? '';
    if (text === '{') sections.push(before);
    if (text === '}') sections.pop();
    if (text === '=') found.push({ path: [...sections, before].join('/'), at: index + 1 });
  }
  return found;
}

function valueAt(tokens: readonly Token[], at: number): ConfigValue | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  const isArray = first.text === '[';
  const last = isArray ? tokens.slice(at).find(({ text }) => text === ']') : first;
  if (last === undefined) return undefined;
  const inside = tokens.slice(at).filter((token) => token.at <= last.at);
  return {
    start: first.at,
    end: last.at + last.text.length,
    items: inside.filter(({ text }) => /^["']/.test(text)).map(({ text }) => unquoted(text)),
    isArray,
  };
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(["\\])/g, '$1') : text.slice(1, -1);

const quoted = (item: string): string => `"${item.replace(/["\\]/g, '\\$&')}"`;

const arrayOf = (items: readonly string[]): string => `[ ${items.map(quoted).join(', ')} ]`;

/** Puts items before those that a value has; comments among them stay. */
export function putFirst(text: string, value: ConfigValue, items: readonly string[]): string {
  if (!value.isArray || value.items.length === 0) return replaceValue(text, value, [...items, ...value.items]);
  const inside = value.start + 1;
  return `${text.slice(0, inside)} ${items.map(quoted).join(', ')},${text.slice(inside)}`;
}

export const replaceValue = (text: string, { start, end }: ConfigValue, items: readonly string[]): string =>
  `${text.slice(0, start)}${arrayOf(items)}${text.slice(end)}`;

/** Adds a setting to its section, and the section where there is none. */
export function addSetting(text: string, setting: string, items: readonly string[]): string {
  const [section = '', name = ''] = setting.split('/');
  const line = `\t# Written by the doctor of Stowage: volumes are not for LVM.\n\t${name} = ${arrayOf(items)}\n`;
  const tokens = tokensOf(text);
  const opening = tokens.find(({ text: brace }, at) => brace === '{' && isOutermost(tokens, at, section));
  if (opening === undefined) return `${text.replace(/\n*$/, '\n')}${section} {\n${line}}`;
  const inside = opening.at + 1;
  return `${text.slice(0, inside)}\n${line}${text.slice(inside).replace(/^\n/, '')}`;
}

function isOutermost(tokens: readonly Token[], at: number, section: string): boolean {
  const before = tokens.slice(0, at).map(({ text }) => text);
  const depth = before.filter((text) => text === '{').length - before.filter((text) => text === '}').length;
  return depth === 0 && before.at(-1) === section;
}
