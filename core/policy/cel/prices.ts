/*
 * What functions take beside the text and the lists that they go through, so that a step takes about as long whatever it
 * is spent on: some 20 ns for what rules mostly do, and some 100 ns for the dearest (`npm run bench -- steps`).
 * Functions pay it, and `costs/` estimates by it.
 */

/** Of texts: units of text that the shortest counts as, and each unit of a text. */
interface TextPrice {
  readonly least: number;
  readonly perUnit: number;
}

export const READING_ADDRESS: TextPrice = { least: 256, perUnit: 1 };

/** Units of text. */
export const WRITING_ADDRESS = 256;

export const READING_VERSION: TextPrice = { least: 256, perUnit: 12 };

/** Escaping makes three characters of a byte, of which a character has three. */
export const READING_URL: TextPrice = { least: 1024, perUnit: 48 };

/** The parts of a host are looked for each time. Steps. */
export const PART_OF_URL = 16;

export const READING_QUERY: TextPrice = { least: 1024, perUnit: 32 };

/** Of what has a named format: a URI takes most. */
export const HELD_AGAINST_FORMAT: TextPrice = { least: 512, perUnit: 48 };

/** Steps. */
export const READING_TIME = 32;

/** Every other unit may begin a number. */
export const READING_DURATION: TextPrice = { least: 256, perUnit: 32 };

/** What clocks and calendars show of a time. Steps. */
export const PART_OF_TIME = 64;

/** Steps; of a duration as well. */
export const WRITING_TIME = 64;

/** What finding out about a time zone by its name takes, in steps: some 50 µs. */
export const FINDING_ZONE = 5000;

/** Steps that reading or writing a quantity takes: none is long. */
export const READING_QUANTITY = 16;

/** Steps that taking the text of `format` apart takes, and writing a double. */
export const FORMATTING = 16;
export const WRITING_DOUBLE = 16;

/** Units of text, for each that base64 makes. */
export const MAKING_BASE64 = 2;
