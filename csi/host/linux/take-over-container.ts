import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { VolumeKey } from '../../volume-key.ts';
import { inOrder } from '../in-order.ts';
import type { CopiedContainer } from '../node-host.ts';
import { activeArray } from './array-members.ts';
import { arrayPath } from './device-names.ts';
import { addToken, KEY_DERIVATION, openedContainer, withKey } from './encryption.ts';
import type { LinuxParts } from './linux-parts.ts';
import { readLuksHeader } from './luks-header.ts';
import { complaintOf, runTool } from './run-tool.ts';
import { readSignature } from './signatures.ts';

/*
 * A container that was copied bears the name and the key of what it was copied from. Each step may be cut off and is
 * repeated until the volume has been up, so each either looks first or may be done twice.
 */

/** cryptsetup(8): no key slot that the key opens. */
const WRONG_KEY = 2;

/**
 * The volume's key is added before the other one goes: at every moment one of the two opens it. Errors: not-staged,
 * unsupported (no container, or neither key opens it).
 */
export async function takeOverContainer(
  parts: LinuxParts,
  container: CopiedContainer,
): Promise<DriverOutcome<undefined>> {
  const { system } = parts;
  const { volume, copiedKey } = container;
  const array = await activeArray(parts, volume);
  if (array.kind === 'error') return array;
  // It is opened once it has been taken over.
  if ((await openedContainer(system, volume)) !== undefined) return ok(undefined);
  const device = arrayPath(volume);
  const signature = await readSignature(system, device);
  if (signature.kind === 'error') return signature;
  if (signature.value.kind === 'blank' || signature.value.type !== 'crypto_LUKS') {
    return failed('unsupported', `${device} was to hold the copy of a container, and holds none; it is not touched`);
  }
  return inOrder([
    () => addOwnKey(system, container),
    () => removeKey(system, device, copiedKey),
    () => replaceToken(system, container),
    () => rename(system, device, volume),
  ]);
}

async function addOwnKey(system: System, container: CopiedContainer): Promise<DriverOutcome<undefined>> {
  const { volume, encryption, copiedKey } = container;
  const device = arrayPath(volume);
  const opens = await withKey(system, container, ['open', '--test-passphrase', '--type=luks2', '--tries=1', device]);
  if (opens.kind === 'ok' || opens.code !== 'unsupported') return opens;
  const [old, own] = [copiedKey.reveal(), encryption.key.reveal()];
  const added = await system.run({
    program: 'cryptsetup',
    // Both come on the one pipe, one after the other: no file and no argument holds either [tried with 2.6.1].
    args: [
      ...['luksAddKey', '--batch-mode', '--key-file=-', `--keyfile-size=${String(old.length)}`],
      ...[`--new-keyfile-size=${String(own.length)}`, ...KEY_DERIVATION, device, '-'],
    ],
    input: Buffer.concat([old, own]),
  });
  if (added.status === 0) return ok(undefined);
  if (added.status !== WRONG_KEY) return failed('unavailable', complaintOf('cryptsetup', added));
  return failed(
    'unsupported',
    `neither its own key nor that of what was copied opens volume ${volume}; restore the secret they were made with`,
  );
}

/** Whoever has the key of what was copied opens the copy no more with it. */
async function removeKey(system: System, device: string, key: VolumeKey): Promise<DriverOutcome<undefined>> {
  const args = ['luksRemoveKey', '--batch-mode', '--key-file=-', device];
  const removed = await runTool(system, { program: 'cryptsetup', args, input: key.reveal() }, [0, WRONG_KEY]);
  return removed.kind === 'error' ? removed : ok(undefined);
}

async function replaceToken(system: System, container: CopiedContainer): Promise<DriverOutcome<undefined>> {
  const device = arrayPath(container.volume);
  const header = await readLuksHeader(system, device, container.volume);
  if (header.kind === 'error') return header;
  const { token, strangeTokens, keySlots } = header.value;
  for (const number of strangeTokens) {
    const args = ['token', 'remove', `--token-id=${number}`, device];
    const removed = await runTool(system, { program: 'cryptsetup', args });
    if (removed.kind === 'error') return removed;
  }
  return token ? ok(undefined) : addToken(system, container, keySlots);
}

async function rename(system: System, device: string, volume: string): Promise<DriverOutcome<undefined>> {
  const args = ['luksUUID', '--batch-mode', `--uuid=${volume}`, device];
  const done = await runTool(system, { program: 'cryptsetup', args });
  return done.kind === 'error' ? done : ok(undefined);
}
