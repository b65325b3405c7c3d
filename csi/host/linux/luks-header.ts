import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { EncryptedVolume } from '../node-host.ts';
import { complaintOf } from './run-tool.ts';

/** What matters here of a LUKS2 header. */
interface LuksHeader {
  /** Without one, nobody can ever open the container. */
  readonly keySlots: readonly string[];
  /** Ours, for this volume. */
  readonly token: LuksToken | undefined;
  /** Numbers of tokens of ours that are for another volume, as those of a copy are. */
  readonly strangeTokens: readonly string[];
}

/** What the key was derived from: enough, with the customer secret, to open the volume without the store. */
interface LuksToken {
  readonly type: typeof TOKEN_TYPE;
  /** cryptsetup wants the list; the token opens none by itself. */
  readonly keyslots: readonly string[];
  readonly volume: VolumeId;
  readonly salt: string;
  readonly keyGeneration: number;
}

const TOKEN_TYPE = 'stowage';

export const tokenOf = ({ volume, encryption }: EncryptedVolume, keyslots: readonly string[]): LuksToken => ({
  type: TOKEN_TYPE,
  keyslots,
  volume,
  salt: encryption.salt,
  keyGeneration: encryption.keyGeneration,
});

/** Errors: unsupported (neither copy of the header can be read). */
export async function readLuksHeader(
  system: System,
  device: string,
  volume: VolumeId,
): Promise<DriverOutcome<LuksHeader>> {
  const dumped = await system.run({ program: 'cryptsetup', args: ['luksDump', '--dump-json-metadata', device] });
  const header = dumped.status === 0 ? parseLuksHeader(dumped.stdout, volume) : undefined;
  if (header) return ok(header);
  // Perhaps the making of it was cut off, perhaps both copies are damaged: only a person can tell.
  return failed(
    'unsupported',
    `the LUKS2 header of volume ${volume} on ${device} cannot be read: ${complaintOf('cryptsetup', dumped)}`,
  );
}

/** `undefined` where the text is no metadata of LUKS2. */
export function parseLuksHeader(text: string, volume: VolumeId): LuksHeader | undefined {
  const metadata = objectIn(parsed(text));
  const keySlots = objectIn(metadata?.['keyslots']);
  const tokens = objectIn(metadata?.['tokens']);
  if (!keySlots || !tokens) return undefined;
  const token = Object.values(tokens).find((candidate) => isTokenOf(candidate, volume));
  const ofOthers = Object.entries(tokens).filter(([, each]) => isOurs(each) && !isTokenOf(each, volume));
  return { keySlots: Object.keys(keySlots), token, strangeTokens: ofOthers.map(([number]) => number) };
}

const isOurs = (candidate: unknown): boolean => objectIn(candidate)?.['type'] === TOKEN_TYPE;

function isTokenOf(candidate: unknown, volume: VolumeId): candidate is LuksToken {
  const token = objectIn(candidate);
  return token?.['type'] === TOKEN_TYPE && token['volume'] === volume && typeof token['keyGeneration'] === 'number';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const objectIn = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
