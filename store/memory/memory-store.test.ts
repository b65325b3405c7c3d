import { storeContract } from '../testing/contract.ts';
import { openMemoryStore } from './memory-store.ts';

storeContract('memory', (options) => Promise.resolve(openMemoryStore(options)));
