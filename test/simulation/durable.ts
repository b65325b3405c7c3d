import type { Publication, Volume } from '../../core/model/volume.ts';
import type { ObservedLeg } from '../../csi/backends/composable/enclosure-host.ts';
import type { SimulatedExport } from '../../csi/backends/composable/simulated-legs.ts';
import { publicationRecord, volumeRecord } from '../../csi/driver/records.ts';
import { recordFormat } from '../../csi/records.ts';
import type { RecordFormat } from '../../csi/records.ts';
import { PUBLICATION_PREFIX, VOLUME_PREFIX } from '../../store/keys.ts';
import type { Entry, Store } from '../../store/store.ts';

/* What outlives every process, read past every process. */

const legRecord = recordFormat<ObservedLeg>('simulated legs', 1);
const exportRecord = recordFormat<SimulatedExport>('simulated exports', 1);

/** Records are read again and again, and few of them have changed. */
const read = new WeakMap<Entry, object>();

async function readAll<Value extends object>(
  store: Store,
  prefix: string,
  record: RecordFormat<Value>,
): Promise<readonly Value[]> {
  return (await store.list(prefix)).map((entry) => {
    const known = read.get(entry) as Value | undefined;
    if (known) return known;
    const value = record.read(entry);
    read.set(entry, value);
    return value;
  });
}

export const readLegs = (hardware: Store): Promise<readonly ObservedLeg[]> =>
  readAll(hardware, 'simulated/leg/', legRecord);

export const readExports = (hardware: Store): Promise<readonly SimulatedExport[]> =>
  readAll(hardware, 'simulated/export/', exportRecord);

export const readVolumes = (store: Store): Promise<readonly Volume[]> => readAll(store, VOLUME_PREFIX, volumeRecord);

export const readPublications = (store: Store): Promise<readonly Publication[]> =>
  readAll(store, PUBLICATION_PREFIX, publicationRecord);
