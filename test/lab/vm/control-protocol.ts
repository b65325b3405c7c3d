/** What the control daemon of a VM is asked, one request per connection. */
export type ControlRequest =
  | { readonly kind: 'ping' }
  | {
      readonly kind: 'run';
      readonly argv: readonly string[];
      readonly base64: string;
      readonly environment: Readonly<Record<string, string>>;
      readonly directory: string;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'start';
      readonly name: string;
      readonly argv: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
      readonly directory: string;
    }
  | { readonly kind: 'signal'; readonly name: string; readonly signal: NodeJS.Signals }
  | { readonly kind: 'wait'; readonly name: string; readonly milliseconds: number }
  | { readonly kind: 'program'; readonly name: string }
  | { readonly kind: 'read-file'; readonly path: string }
  | { readonly kind: 'write-file'; readonly path: string; readonly base64: string; readonly mode: number }
  | { readonly kind: 'power-off' }
  | { readonly kind: 'proxy'; readonly path: string };

/** How a program that ran to its end in a VM ended, and what it said. */
export interface RunResult {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program started in the background. */
export type ProgramState =
  | { readonly kind: 'never-started' }
  | { readonly kind: 'running'; readonly pid: number }
  | { readonly kind: 'ended'; readonly code: number | null; readonly signal: NodeJS.Signals | null };
