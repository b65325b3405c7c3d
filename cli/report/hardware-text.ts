/** Longest piece of what hardware says that is shown. */
const LONGEST = 120;

/**
 * What hardware says of itself as one short line of printable ASCII, which is all that ATA, SCSI and NVMe let it say.
 * Firmware is nobody's friend: the rest is shown by its number.
 */
export function hardwareText(text: string): string {
  const line = asciiLine(text.slice(0, LONGEST + 1));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}...` : line;
}

/** Any text as one line of printable ASCII. */
export const asciiLine = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7e]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll(/ +/g, ' ')
    .trim();
