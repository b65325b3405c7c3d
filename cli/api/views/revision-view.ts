/** A revision as the API shows it. */
export interface RevisionView {
  readonly number: number;
  readonly commit: string;
  readonly subject: string;
  readonly ref: string;
  readonly state: 'proposed' | 'active' | 'refused' | 'superseded';
  /** Why it was refused; empty where it was not. */
  readonly reasons: readonly string[];
}
