import { ENCRYPTION_HEADER_MIB } from '../../../core/model/format.ts';
import type { VolumeId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { Command, System } from '../../system/system.ts';
import { neverMadeAnew } from '../never-made-anew.ts';
import type { DevicePath, EncryptedVolume, MadeBefore } from '../node-host.ts';
import { activeArray } from './array-members.ts';
import { deviceBytes, holdersOf, userOf } from './block-devices.ts';
import { arrayPath, containerName, containerPath } from './device-names.ts';
import { untilFound } from './linux-parts.ts';
import type { LinuxParts } from './linux-parts.ts';
import { readLuksHeader, tokenOf } from './luks-header.ts';
import { complaintOf, runTool } from './run-tool.ts';
import { readSignature } from './signatures.ts';

/** cryptsetup's statuses. Source: cryptsetup(8), return codes. */
const NO_SUCH_DEVICE = 4;
const WRONG_KEY = 2;

const HEADER_BYTES = BigInt(ENCRYPTION_HEADER_MIB) * 2n ** 20n;
const SECTORS_PER_MIB = 2048;

/** The key is derived and as long as the cipher's own, so there is nothing that a slow derivation could protect. */
export const KEY_DERIVATION = ['--pbkdf=pbkdf2', '--pbkdf-force-iterations=1000'];

const CLOSE_ATTEMPTS = 20;
const CLOSE_PAUSE_MILLISECONDS = 250;

/** Errors: not-staged, unsupported (the array holds something else, or the key does not open it), already-exists. */
export async function unlock(
  parts: LinuxParts,
  container: EncryptedVolume & MadeBefore,
): Promise<DriverOutcome<DevicePath>> {
  const { system } = parts;
  const { volume } = container;
  const array = await activeArray(parts, volume);
  if (array.kind === 'error') return array;
  const opened = await openedContainer(system, volume);
  if (opened !== undefined) {
    if ((await holdersOf(system, array.value.name)).includes(opened)) return ok(containerPath(volume));
    return failed('already-exists', `${containerPath(volume)} does not lie on the array of the volume; close it`);
  }
  const ready = await prepareHeader(system, container);
  if (ready.kind === 'error') return ready;
  const open = await withKey(system, container, [
    'open',
    '--type=luks2',
    '--tries=1',
    arrayPath(volume),
    containerName(volume),
  ]);
  if (open.kind === 'error') return open;
  const there = await untilFound(parts, () => system.realPath(containerPath(volume)));
  return there === undefined
    ? failed('unavailable', `${containerPath(volume)} is open and not there yet`)
    : ok(containerPath(volume));
}

/** Errors: not-staged. */
export async function growEncryption(parts: LinuxParts, container: EncryptedVolume): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const { volume } = container;
  const opened = await openedContainer(system, volume);
  const array = await activeArray(parts, volume);
  if (array.kind === 'error') return array;
  if (opened === undefined) return failed('not-staged', `${containerPath(volume)} is not open on this node`);
  const room = (await deviceBytes(system, array.value.name)) - HEADER_BYTES;
  if ((await deviceBytes(system, opened)) >= room) return ok(undefined);
  return withKey(system, container, ['resize', containerName(volume)]);
}

/** Errors: in-use. */
export async function lock({ system, pause }: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> {
  let refusal = '';
  for (let attempt = 1; attempt <= CLOSE_ATTEMPTS; attempt++) {
    const opened = await openedContainer(system, volume);
    if (opened === undefined) return ok(undefined);
    const user = await userOf(system, opened);
    if (user !== undefined)
      return failed('in-use', `${containerPath(volume)} is used by ${user}; take that down first`);
    const closed = await runTool(system, { program: 'cryptsetup', args: ['close', containerName(volume)] }, [
      0,
      NO_SUCH_DEVICE,
    ]);
    if (closed.kind === 'ok') continue;
    refusal = closed.message;
    await pause(CLOSE_PAUSE_MILLISECONDS);
  }
  return failed('in-use', `${containerPath(volume)} cannot be closed: ${refusal}`);
}

/** The kernel's name of the opened container, such as `dm-3`. */
export async function openedContainer(system: System, volume: VolumeId): Promise<string | undefined> {
  for (const name of (await system.list('/sys/block')) ?? []) {
    if (!name.startsWith('dm-')) continue;
    if ((await system.readText(`/sys/block/${name}/dm/name`)) === containerName(volume)) return name;
  }
  return undefined;
}

/**
 * Leaves a header with a key slot and our token, which is written last. Where the making of one was cut off, what is
 * there decides: with neither, the container was never opened, and it is made anew; with a key slot that the key opens,
 * only the token is missing. A token without a key slot is no interrupted making: somebody erased it.
 */
async function prepareHeader(
  system: System,
  container: EncryptedVolume & MadeBefore,
): Promise<DriverOutcome<undefined>> {
  const { volume, made } = container;
  const device = arrayPath(volume);
  const signature = await readSignature(system, device);
  if (signature.kind === 'error') return signature;
  if (signature.value.kind === 'blank') {
    return made ? neverMadeAnew(volume, `${device} reads`) : makeHeader(system, container);
  }
  const { type, uuid } = signature.value;
  if (type !== 'crypto_LUKS' || uuid !== volume) {
    return failed(
      'unsupported',
      `${device} holds ${type} and not the container of volume ${volume}; it is not touched`,
    );
  }
  const header = await readLuksHeader(system, device, volume);
  if (header.kind === 'error') return header;
  const { keySlots, token } = header.value;
  if (keySlots.length === 0 && !token && !made) return makeHeader(system, container);
  if (keySlots.length === 0) {
    return failed('unsupported', `the key slots of volume ${volume} were erased; restore a backup of its header`);
  }
  if (token) return ok(undefined);
  const opens = await withKey(system, container, ['open', '--test-passphrase', '--type=luks2', '--tries=1', device]);
  return opens.kind === 'error' ? opens : addToken(system, container, keySlots);
}

async function makeHeader(system: System, container: EncryptedVolume): Promise<DriverOutcome<undefined>> {
  const { volume } = container;
  const made = await withKey(system, container, [
    ...['luksFormat', '--batch-mode', '--type=luks2', `--uuid=${volume}`],
    ...['--cipher=aes-xts-plain64', '--key-size=512', '--sector-size=4096', ...KEY_DERIVATION],
    // Said outright: cryptsetup would round it up to the stripe of an array.
    ...[`--offset=${String(ENCRYPTION_HEADER_MIB * SECTORS_PER_MIB)}`, arrayPath(volume)],
  ]);
  return made.kind === 'error' ? made : addToken(system, container, ['0']);
}

export async function addToken(
  system: System,
  container: EncryptedVolume,
  keySlots: readonly string[],
): Promise<DriverOutcome<undefined>> {
  const args = ['token', 'import', '--json-file=-', arrayPath(container.volume)];
  const added = await runTool(system, {
    program: 'cryptsetup',
    args,
    input: JSON.stringify(tokenOf(container, keySlots)),
  });
  return added.kind === 'error' ? added : ok(undefined);
}

/** Errors: unsupported (the key is not the container's), unavailable. */
export async function withKey(
  system: System,
  { volume, encryption }: EncryptedVolume,
  args: readonly string[],
): Promise<DriverOutcome<undefined>> {
  const command: Command = {
    program: 'cryptsetup',
    args: [...args.slice(0, 1), '--key-file=-', ...args.slice(1)],
    input: encryption.key.reveal(),
  };
  const result = await system.run(command);
  if (result.status === 0) return ok(undefined);
  if (result.status !== WRONG_KEY) return failed('unavailable', complaintOf('cryptsetup', result));
  return failed(
    'unsupported',
    `the key of generation ${String(encryption.keyGeneration)} does not open volume ${volume}; restore the secret it was made with`,
  );
}
