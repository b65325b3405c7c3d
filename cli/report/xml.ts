const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 has no way to say, not even as a reference: control characters, halves of surrogate pairs, two more. */
const UNSAYABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\p{Cs}\ufffe\uffff]/gu;

/** Text as XML has it between tags, and between quotes. */
export const xml = (text: string): string =>
  text.replace(UNSAYABLE, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
