import type { DomainId } from '../../core/model/ids.ts';
import { DOMAIN_KEY } from '../../store/keys.ts';
import type { Journal } from './journal.ts';
import { domainRecord } from './records.ts';

/**
 * Whose the drives are that this store looks after. Made with the store and never changed: it is what the owner labels
 * on the drives say.
 */
export async function domainOf(journal: Journal, newId: () => string): Promise<DomainId> {
  const known = await journal.store.get(DOMAIN_KEY);
  if (known) return domainRecord.read(known).domain;
  const domain = newId() as DomainId;
  await journal.commit(domainRecord.put(DOMAIN_KEY, { domain }));
  return domain;
}
