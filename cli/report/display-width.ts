/** What takes two columns of a terminal: East Asian scripts, full-width forms, and emoji (UAX #11, roughly). */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

/** What takes none: combining marks, joiners, variation selectors. */
const NARROWEST = /[\p{Mn}\p{Me}\u200b-\u200d\u2060\ufeff]/u;

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u0300' ? 1 : widthOf(character);
  return width;
}

const widthOf = (character: string): number => (NARROWEST.test(character) ? 0 : WIDE.test(character) ? 2 : 1);
