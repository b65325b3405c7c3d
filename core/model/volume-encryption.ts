/** What a key is derived from, beside the customer secret, which is kept nowhere. Key = HKDF(secret, salt, volume id, generation). */
export interface VolumeEncryption {
  /** Hex, 32 bytes. */
  readonly salt: string;
  readonly keyGeneration: number;
}
