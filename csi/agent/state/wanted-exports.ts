import type { DriveId, LegId, PublicationId } from '../../../core/model/ids.ts';
import type { Store } from '../../../store/store.ts';
import type { ObservedExport } from '../../backends/composable/enclosure-host.ts';
import { recordFormat, writeAll } from '../../records.ts';

/** An export that this host owes: written down before it is made, struck out once nothing is left of it. */
export interface WantedExport extends ObservedExport {
  readonly drive: DriveId;
  /** `withdrawing`: it must go, whatever stands of it; it is never made again under this record. */
  readonly phase: 'wanted' | 'withdrawing';
}

export interface WantedExports {
  of(publication: PublicationId, leg: LegId): Promise<WantedExport | undefined>;
  ofPublication(publication: PublicationId): Promise<readonly WantedExport[]>;
  all(): Promise<readonly WantedExport[]>;
  /** Durable before it answers. */
  put(...wanted: readonly WantedExport[]): Promise<void>;
  delete(...wanted: readonly WantedExport[]): Promise<void>;
}

const record = recordFormat<WantedExport>('exports', 1);
const PREFIX = 'agent/export/';
const keyOf = (publication: PublicationId, leg: LegId): string => `${PREFIX}${publication}/${leg}`;

export function wantedExportsIn(store: Store): WantedExports {
  const list = async (prefix: string) => (await store.list(prefix)).map((entry) => record.read(entry));
  return {
    of: async (publication, leg) => {
      const entry = await store.get(keyOf(publication, leg));
      return entry && record.read(entry);
    },
    ofPublication: (publication) => list(`${PREFIX}${publication}/`),
    all: () => list(PREFIX),
    put: (...wanted) =>
      writeAll(
        store,
        wanted.map((made) => record.put(keyOf(made.publication, made.leg), made)),
      ),
    delete: (...wanted) =>
      writeAll(
        store,
        wanted.map(({ publication, leg }) => ({ kind: 'delete', key: keyOf(publication, leg) })),
      ),
  };
}
