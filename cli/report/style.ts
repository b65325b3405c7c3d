import type { TextSink } from '../io.ts';

type Paint = (text: string) => string;

/** Colours for a terminal, or none at all. */
export interface Style {
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
  readonly bold: Paint;
  readonly dim: Paint;
}

/** Select Graphic Rendition, ECMA-48 8.3.117. */
const sgr =
  (code: number): Paint =>
  (text) =>
    `\u001b[${String(code)}m${text}\u001b[0m`;

const asIs: Paint = (text) => text;

export const PLAIN: Style = { red: asIs, yellow: asIs, green: asIs, cyan: asIs, bold: asIs, dim: asIs };

const COLOURED: Style = {
  red: sgr(31),
  yellow: sgr(33),
  green: sgr(32),
  cyan: sgr(36),
  bold: sgr(1),
  dim: sgr(2),
};

/** Colour on a terminal alone, and not where the user asks for none (https://no-color.org). */
export function styleFor(sink: TextSink, env: Readonly<Record<string, string | undefined>>): Style {
  const unwanted = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return sink.isTTY === true && !unwanted ? COLOURED : PLAIN;
}
