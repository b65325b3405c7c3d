/**
 * How much one revision may ask of whoever reads it. Hostile input cannot lift a bound; who runs the command can, by
 * `--limit NAME=NUMBER`, and the error that a bound makes says so.
 */
export interface Limits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** YAML files. */
  readonly files: number;
  /** Bytes of all files together. */
  readonly bytes: number;
  /** Collections inside collections, aliases followed. */
  readonly depth: number;
  /** Keys, values and items of one file. */
  readonly values: number;
  /** Values that the aliases of one file add to it. */
  readonly aliasedValues: number;
  /**
   * Steps that the policies may take together when they look at what is declared. Each has an even share of them; what
   * some leave over goes to those that need more.
   */
  readonly policySteps: number;
}

export type LimitName = keyof Limits;

/**
 * What 100,000 drives need, several times over. A million values take a second and a half gigabyte; ten lines of aliases
 * to aliases make billions; ten million steps of policies take a tenth of a second. A thousand policies, a fifth of them
 * on every drive, take some 200 million.
 */
export const DEFAULT_LIMITS: Limits = {
  fileBytes: 4 * 2 ** 20,
  files: 20_000,
  bytes: 256 * 2 ** 20,
  depth: 100,
  values: 600_000,
  aliasedValues: 50_000,
  policySteps: 500_000_000,
};

/** More than this and bounds would be none: recursion fits the stack, and a file one string. */
export const MOST_LIMITS: Limits = {
  fileBytes: 256 * 2 ** 20,
  files: 1_000_000,
  bytes: 4 * 2 ** 30,
  depth: 500,
  values: 50_000_000,
  aliasedValues: 10_000_000,
  policySteps: 100_000_000_000,
};

/** As the command line calls it: `fileBytes` is `file-bytes`. */
export const limitFlag = (name: LimitName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The last sentence of the help of an error that a bound makes. */
export const raiseLimit = (name: LimitName): string => `Where it is meant, raise --limit ${limitFlag(name)}.`;
