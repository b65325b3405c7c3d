import type { Finding } from '../../core/model/finding.ts';
import type { RevisionNumber } from '../../core/model/ids.ts';
import type { DriverSnapshot } from '../../csi/driver/driver.ts';

/** What the demonstration needs of the server that it starts: the same one that `stowage serve` runs. */
export interface DemoServer {
  readonly csiEndpoint: string;
  readonly apiUrl: string;
  snapshot(): DriverSnapshot;
  /** Looks at the repository now, and waits until the driver has said what becomes of the newest commit. */
  sync(): Promise<SyncResult>;
  /** Ends when the user asks for it, or when the server cannot go on. */
  stop(): Promise<void>;
}

export type SyncResult =
  | { readonly kind: 'active'; readonly revision: RevisionNumber }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };
