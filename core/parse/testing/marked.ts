/** A text with `▸` right before the expected place: the text without it, and `line:column` of that place. */
export function marked(text: string): { readonly text: string; readonly place: string } {
  const before = text.slice(0, text.indexOf('▸')).split('\n');
  const place = `${String(before.length)}:${String(Array.from(before.at(-1) ?? '').length + 1)}`;
  return { text: text.replace('▸', ''), place };
}
