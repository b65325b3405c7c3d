import type { Store } from '../../../store/store.ts';
import { recordFormat, writeAll } from '../../records.ts';
import type { ServedDriver, ServedDriverRecord } from './served-driver.ts';

const KEY = 'agent/served-driver';
const record = recordFormat<ServedDriver>('served drivers', 1);

/** In the agent's own store. Methods throw StoreError. */
export const servedDriverRecordIn = (store: Store): ServedDriverRecord => ({
  get: async () => {
    const entry = await store.get(KEY);
    return entry && record.read(entry);
  },
  set: (driver) => writeAll(store, [record.put(KEY, driver)]),
});
