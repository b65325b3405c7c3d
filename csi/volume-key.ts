/** The key of an encrypted volume. Wrapped, so that no log, no error and no JSON shows it by accident. */
export interface VolumeKey {
  /** 64 bytes: aes-xts-plain64 with two keys of 256 bits. */
  reveal(): Uint8Array;
}

export const volumeKey = (bytes: Uint8Array): VolumeKey => ({ reveal: () => bytes });
