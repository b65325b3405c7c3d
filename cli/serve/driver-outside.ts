import { randomBytes, randomUUID } from 'node:crypto';
import type { DriverOutside, SecretSource } from '../../csi/driver/context.ts';

/** Clock and chance, as this machine has them. */
export const driverOutside = (secrets: SecretSource): DriverOutside => ({
  now: () => new Date(),
  newId: randomUUID,
  randomHex: (bytes) => randomBytes(bytes).toString('hex'),
  secrets,
});
