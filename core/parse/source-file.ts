/** A file of one revision, as the source read it. */
export interface SourceFile {
  /** From the root of what was read, with `/`; shown in findings. */
  readonly path: string;
  readonly text: string;
}

/** Whether the text takes more than so many bytes in UTF-8. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes > limit;
}
