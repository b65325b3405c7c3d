import { hkdfSync } from 'node:crypto';
import { encryptionSecretOf } from '../../core/model/inventory.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { ContainerKey } from '../../core/model/copy.ts';
import type { Volume } from '../../core/model/volume.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { volumeKey } from '../volume-key.ts';
import type { VolumeKey } from '../volume-key.ts';
import type { DriverContext, SecretSource } from './context.ts';

/** Fewer random bytes than the key's strength would make the key only look strong. */
const LEAST_SECRET_BYTES = 32;

/** aes-xts-plain64 with two keys of 256 bits. */
const KEY_BYTES = 64;

/** The key of an encrypted volume, derived anew each time it is needed and kept nowhere. `undefined` for a plain volume. */
export async function deriveVolumeKey(
  context: Pick<DriverContext, 'state' | 'outside'>,
  { id, backend, encryption }: Volume,
): Promise<DriverOutcome<VolumeKey | undefined>> {
  return encryption ? deriveKey(context, { volume: id, backend, ...encryption }) : ok(undefined);
}

/**
 * What opens a container, by whose key that is: also where that volume is gone.
 * Source: RFC 5869, HKDF with SHA-512.
 */
export async function deriveKey(
  { state, outside }: Pick<DriverContext, 'state' | 'outside'>,
  { volume, backend: name, salt, keyGeneration }: ContainerKey,
): Promise<DriverOutcome<VolumeKey>> {
  const backend = state.active?.configuration.backends.find((each) => each.name === name);
  const ref = backend && encryptionSecretOf(backend);
  if (!ref) return failed('unavailable', `backend ${name} names no secret to derive keys from`);
  const secret = await readSecret(outside.secrets, ref);
  if (secret.kind === 'error') return secret;
  const info = `stowage/v1/${volume}/${String(keyGeneration)}`;
  return ok(volumeKey(new Uint8Array(hkdfSync('sha512', secret.value, Buffer.from(salt, 'hex'), info, KEY_BYTES))));
}

/** A secret to derive keys from. Errors: unavailable, where there is none or it is too short. */
export async function readSecret(secrets: SecretSource, ref: SecretRef): Promise<DriverOutcome<Uint8Array>> {
  const secret = await secrets.read(ref).catch((error: unknown) => String(error));
  if (typeof secret === 'string') {
    return failed('unavailable', `secret ${ref.namespace}/${ref.name} cannot be read: ${secret}`);
  }
  if (!secret) return failed('unavailable', `there is no secret ${ref.namespace}/${ref.name} to derive keys from`);
  if (secret.length >= LEAST_SECRET_BYTES) return ok(secret);
  const needs = `it needs at least ${String(LEAST_SECRET_BYTES)} random bytes`;
  return failed('unavailable', `secret ${ref.namespace}/${ref.name} has ${String(secret.length)} bytes; ${needs}`);
}
