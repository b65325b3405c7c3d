import { randomBytes, randomUUID } from 'node:crypto';
import { NO_CLAIM_LOOKUP } from '../../csi/driver/claims.ts';
import type { AroundSearch, DriverOutside, SecretSource } from '../../csi/driver/context.ts';
import { takeTurns } from '../../csi/take-turns.ts';

/** Clock and chance, as this machine has them. Nobody asks Kubernetes for claims yet. */
export const driverOutside = (secrets: SecretSource, aroundSearch: AroundSearch): DriverOutside => ({
  now: () => new Date(),
  newId: randomUUID,
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  secrets,
  claims: NO_CLAIM_LOOKUP,
  takeTurns,
  aroundSearch,
});
