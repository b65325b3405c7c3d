/** A part of a support bundle. */
export interface SupportFile {
  readonly name: string;
  /** What it tells. */
  readonly about: string;
  readonly text: string;
}
