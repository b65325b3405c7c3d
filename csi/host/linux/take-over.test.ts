import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { volumeKey } from '../../volume-key.ts';
import type { DevicePath } from '../node-host.ts';
import { tokenOf } from './luks-header.ts';
import { ARRAY, OTHER_VOLUME, scriptedNode, showArray, VOLUME } from './testing/scripted-node.ts';

const [OLD, OWN] = [randomBytes(64), randomBytes(64)];
const ENCRYPTION = { salt: 'ab'.repeat(32), keyGeneration: 1, key: volumeKey(OWN) };
const COPIED = { volume: VOLUME, encryption: ENCRYPTION, copiedKey: volumeKey(OLD) };

/** An array with a container that opens by some keys, as cryptsetup has it. */
function nodeWith(keys: readonly Buffer[], bearer = OTHER_VOLUME) {
  const node = scriptedNode();
  const { system } = node;
  let slots = [...keys];
  let owner = bearer;
  const opens = (input: unknown): boolean => slots.some((key) => key.equals(input as Buffer));
  showArray(node, [['sda', 'in_sync', '0']]);
  system.answer('blkid', { stdout: `TYPE=crypto_LUKS\nUUID=${bearer}\n` });
  system.answer('cryptsetup open', ({ input }) => (opens(input) ? {} : { status: 2 }));
  system.answer('cryptsetup luksAddKey', ({ input }) => {
    const both = Buffer.from(input as Uint8Array);
    if (!opens(both.subarray(0, 64))) return { status: 2 };
    slots = [...slots, both.subarray(64)];
    return {};
  });
  system.answer('cryptsetup luksRemoveKey', ({ input }) => {
    if (!opens(input)) return { status: 2 };
    slots = slots.filter((key) => !key.equals(input as Buffer));
    return {};
  });
  system.answer('cryptsetup luksDump', () => {
    const tokens = owner === 'none' ? {} : { '0': tokenOf({ volume: owner, encryption: ENCRYPTION }, ['0']) };
    return { stdout: JSON.stringify({ keyslots: Object.fromEntries(slots.map((_, at) => [String(at), {}])), tokens }) };
  });
  system.answer('cryptsetup token remove', () => {
    owner = 'none' as never;
    return {};
  });
  system.answer('cryptsetup token import', () => {
    owner = VOLUME;
    return {};
  });
  system.answer('cryptsetup luksUUID', {});
  return { ...node, slots: () => slots, owner: () => owner };
}

describe('a container that was copied', () => {
  it.each([
    { what: 'as it was copied', keys: [OLD] },
    { what: 'with both keys, where that was cut off', keys: [OLD, OWN] },
    { what: 'with its own key and the other token', keys: [OWN] },
  ])('becomes the own of the volume, $what', async ({ keys }) => {
    const node = nodeWith(keys);
    for (let time = 0; time < 2; time += 1) {
      expect(await node.host.takeOverContainer(COPIED)).toMatchObject({ kind: 'ok' });
      expect([node.slots(), node.owner()]).toEqual([[OWN], VOLUME]);
    }
  });

  it('stays as it is where neither key opens it', async () => {
    const node = nodeWith([randomBytes(64)]);
    expect(await node.host.takeOverContainer(COPIED)).toMatchObject({ code: 'unsupported' });
    expect(node.owner()).toBe(OTHER_VOLUME);
  });

  it('is never made where there is none', async () => {
    const node = nodeWith([OLD]);
    node.system.answer('blkid', { stdout: `TYPE=ext4\nUUID=${OTHER_VOLUME}\n` });
    expect(await node.host.takeOverContainer(COPIED)).toMatchObject({ code: 'unsupported' });
  });

  it('shows neither key in an argument', async () => {
    const node = nodeWith([OLD]);
    await node.host.takeOverContainer(COPIED);
    const said = node.happened().join('\n');
    for (const key of [OLD, OWN]) expect(said).not.toContain(key.toString('hex'));
  });
});

describe('a filesystem that was copied', () => {
  function deviceWith(type: string) {
    const node = scriptedNode();
    showArray(node, [['sda', 'in_sync', '0']]);
    node.system.answer('blkid', { stdout: `TYPE=${type}\nUUID=${OTHER_VOLUME}\n` });
    for (const program of ['e2fsck', 'tune2fs', 'xfs_admin', 'mount', 'umount']) node.system.answer(program, {});
    return node;
  }
  const device = ARRAY as DevicePath;

  it('of ext4 is mended, and changed in one block', async () => {
    const node = deviceWith('ext4');
    expect(await node.host.takeOverFilesystem({ device, fsType: 'ext4' })).toMatchObject({ kind: 'ok' });
    expect(node.happened().filter((line) => line.includes(ARRAY) && !line.includes('blkid'))).toEqual([
      `$ e2fsck -p ${ARRAY}`,
      `$ tune2fs -O metadata_csum_seed ${ARRAY}`,
      `$ tune2fs -U ${VOLUME} ${ARRAY}`,
    ]);
  });

  it('of another kind stays as it is', async () => {
    const node = deviceWith('xfs');
    expect(await node.host.takeOverFilesystem({ device, fsType: 'ext4' })).toMatchObject({ code: 'unsupported' });
    expect(node.happened().filter((line) => line.includes('tune2fs'))).toEqual([]);
  });
});
