/** An element of a document, with the text directly in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TAG = /<(\/?)([A-Za-z-]+)((?:\s+[A-Za-z-]+="[^"<]*")*)\s*(\/?)>/y;
const TEXT = /[^<]+/y;
const ATTRIBUTE = /([A-Za-z-]+)="([^"]*)"/g;
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** XML 1.0, 2.2: what is no Char. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * Reads the XML that reports are made of: elements, attributes, text, the five named references.
 * @throws Error where it is not well-formed
 */
export function checkedXml(xml: string): XmlElement {
  if (NO_CHARACTER.test(xml)) throw new Error('a character that XML does not have');
  if (!xml.startsWith(DECLARATION)) throw new Error('no declaration');
  const top: OpenElement = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [top];
  for (let at = DECLARATION.length; at < xml.length;) {
    const innermost = open.at(-1) ?? top;
    const text = matchAt(TEXT, xml, at);
    if (text) innermost.text += unescaped(text[0]);
    const tag = text ? undefined : matchAt(TAG, xml, at);
    if (!text && !tag) throw new Error(`no tag: ${xml.slice(at, at + 80)}`);
    if (tag) takeTag(tag, open, innermost);
    at += (text ?? tag)?.[0].length ?? 0;
  }
  const [document, ...others] = top.children;
  if (open.length !== 1 || !document || others.length > 0) throw new Error('not one closed element');
  return document;
}

function takeTag(
  [, closing, name = '', attributes = '', empty]: RegExpExecArray,
  open: OpenElement[],
  innermost: OpenElement,
) {
  if (closing !== '') {
    if (innermost.name !== name) throw new Error(`</${name}> closes <${innermost.name}>`);
    open.pop();
    return;
  }
  const pairs = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, unescaped(value)] as const);
  if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`an attribute twice: ${attributes}`);
  const element: OpenElement = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
  innermost.children.push(element);
  if (empty === '') open.push(element);
}

function unescaped(text: string): string {
  return text.replace(/&([^;\s]*);?/g, (reference, name: string) => {
    const character = reference.endsWith(';') ? REFERENCES[name] : undefined;
    if (character === undefined) throw new Error(`no reference: ${reference}`);
    return character;
  });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
