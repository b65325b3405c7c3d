import { randomBytes, randomUUID } from 'node:crypto';
import { NO_CLAIM_LOOKUP } from '../../csi/driver/claims.ts';
import type { AroundSearch, DriverOutside, SecretSource } from '../../csi/driver/context.ts';
import { takeTurns } from '../../csi/take-turns.ts';
import type { Cluster } from './cluster.ts';

/** Clock and chance, as this machine has them, and what Kubernetes says where it is asked. */
export const driverOutside = (
  secrets: SecretSource,
  aroundSearch: AroundSearch,
  cluster: Pick<Cluster, 'claims' | 'refusals'> | undefined,
): DriverOutside => ({
  now: () => new Date(),
  newId: randomUUID,
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  secrets,
  claims: cluster?.claims ?? NO_CLAIM_LOOKUP,
  ...(cluster && { refusals: cluster.refusals }),
  takeTurns,
  aroundSearch,
});
