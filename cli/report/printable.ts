/** Line breaks, other control characters, halves of surrogate pairs, and the marks that turn the direction of text round. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text from outside as one line that can neither steer a terminal nor look like something else. What people commit
 * ends up on the terminals of those who check it.
 */
export const printable = (text: string): string =>
  text.replace(UNSAFE, (character) => NAMED[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
