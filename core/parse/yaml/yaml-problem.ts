/** What keeps a text from being YAML that means one thing. Offsets in UTF-16 units. */
export interface YamlProblem {
  readonly code:
    'source/file-too-large' | 'yaml/syntax' | 'yaml/too-deep' | 'yaml/too-many-aliases' | 'yaml/duplicate-key';
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
  /** Where the key stood first. */
  readonly first?: number;
}
