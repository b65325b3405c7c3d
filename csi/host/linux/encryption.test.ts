import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { volumeKey } from '../../volume-key.ts';
import { parseLuksHeader, tokenOf } from './luks-header.ts';
import { ARRAY, hide, OTHER_VOLUME, scriptedNode, showArray, VOLUME } from './testing/scripted-node.ts';
import type { ScriptedNode } from './testing/scripted-node.ts';

const KEY = randomBytes(64);
const CONTAINER = {
  volume: VOLUME,
  encryption: { salt: 'ab'.repeat(32), keyGeneration: 3, key: volumeKey(KEY) },
};
const NEW = { ...CONTAINER, made: false };
const PATH = `/dev/mapper/stowage-${VOLUME}`;
const UP = { kind: 'ok', value: PATH };

const FORMAT =
  `$ cryptsetup luksFormat --key-file=- --batch-mode --type=luks2 --uuid=${VOLUME} --cipher=aes-xts-plain64 ` +
  `--key-size=512 --sector-size=4096 --pbkdf=pbkdf2 --pbkdf-force-iterations=1000 --offset=32768 ${ARRAY} <…`;
const TOKEN = `$ cryptsetup token import --json-file=- ${ARRAY} <…`;
const TEST = `$ cryptsetup open --key-file=- --test-passphrase --type=luks2 --tries=1 ${ARRAY} <…`;
const OPEN = `$ cryptsetup open --key-file=- --type=luks2 --tries=1 ${ARRAY} stowage-${VOLUME} <…`;

/** What blkid and cryptsetup find on the array. */
interface Found {
  readonly type?: string;
  readonly uuid?: string;
  readonly keySlots?: number;
  readonly token?: boolean;
}

function nodeWith(found: Found | undefined): ScriptedNode & { readonly inputs: Map<string, unknown> } {
  const node = scriptedNode();
  const { system } = node;
  const inputs = new Map<string, unknown>();
  showArray(node, [['sda', 'in_sync', '0']]);
  system.bytes.set(ARRAY, new Uint8Array(4096));
  if (!found) system.answer('blkid', { status: 2 });
  else system.answer('blkid', { stdout: `TYPE=${found.type ?? 'crypto_LUKS'}\nUUID=${found.uuid ?? VOLUME}\n` });
  const slots = Object.fromEntries(Array.from({ length: found?.keySlots ?? 1 }, (_, slot) => [String(slot), {}]));
  const tokens = (found?.token ?? true) ? { '0': tokenOf(CONTAINER, ['0']) } : {};
  system.answer('cryptsetup luksDump', { stdout: JSON.stringify({ keyslots: slots, tokens }) });
  for (const command of ['luksFormat', 'token', 'open', 'resize']) {
    system.answer(`cryptsetup ${command}`, ({ input }) => {
      inputs.set(command, input);
      if (command === 'open') show(node);
      return {};
    });
  }
  return { ...node, inputs };
}

function show({ system }: ScriptedNode): void {
  system.files.set('/sys/block/dm-0/dm/name', `stowage-${VOLUME}`);
  system.files.set('/sys/class/block/md127/holders/dm-0', '');
  system.links.set(PATH, '/dev/dm-0');
}

const commands = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !line.startsWith('$ blkid') && !line.includes('luksDump'));

describe('an encrypted volume', () => {
  it.each([
    { what: 'is made on a blank array', found: undefined, expected: [FORMAT, TOKEN, OPEN] },
    { what: 'is opened', found: {}, expected: [OPEN] },
    {
      what: 'is made anew where no key slot was written',
      found: { keySlots: 0, token: false },
      expected: [FORMAT, TOKEN, OPEN],
    },
    { what: 'gets the token that was not written', found: { token: false }, expected: [TEST, TOKEN, OPEN] },
  ])('$what', async ({ found, expected }) => {
    const node = nodeWith(found);
    expect(await node.host.unlock(NEW)).toEqual(UP);
    expect(commands(node.happened())).toEqual(expected);
    expect(await node.host.unlock(NEW)).toEqual(UP);
    expect(commands(node.happened())).toEqual([]);
  });

  it.each([
    { what: 'a filesystem', found: { type: 'ext4' } },
    { what: "another volume's container", found: { uuid: OTHER_VOLUME } },
    { what: 'a container whose key slots were erased', found: { keySlots: 0 } },
  ])('is never made over $what', async ({ found }) => {
    const node = nodeWith(found);
    expect(await node.host.unlock(NEW)).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(commands(node.happened())).toEqual([]);
  });

  it.each([
    { what: 'reads blank', found: undefined },
    { what: 'has a header without key slots', found: { keySlots: 0, token: false } },
  ])('is not made anew where it was in use and the array $what', async ({ found }) => {
    const node = nodeWith(found);
    expect(await node.host.unlock({ ...CONTAINER, made: true })).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(commands(node.happened())).toEqual([]);
  });

  it.each([
    { what: 'with its token', found: {} },
    { what: 'without its token', found: { token: false } },
  ])('stays as it is under a wrong key: $what', async ({ found }) => {
    const node = nodeWith(found);
    node.system.answer('cryptsetup open', { status: 2, stderr: 'No key available with this passphrase.' });
    expect(await node.host.unlock(NEW)).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(node.happened().join()).not.toMatch(/luksFormat|token/);
  });

  it('stays as it is where its header cannot be read', async () => {
    const node = nodeWith({});
    node.system.answer('cryptsetup luksDump', { status: 1, stderr: 'Device is not a valid LUKS device.' });
    expect(await node.host.unlock(NEW)).toMatchObject({ kind: 'error', code: 'unsupported' });
    expect(commands(node.happened())).toEqual([]);
  });

  it('hands its key over on a pipe, and tells in its token what the key was derived from', async () => {
    const node = nodeWith(undefined);
    await node.host.unlock(NEW);
    for (const command of ['luksFormat', 'open']) expect(node.inputs.get(command)).toEqual(KEY);
    expect(JSON.parse(String(node.inputs.get('token')))).toEqual({
      ...{ type: 'stowage', keyslots: ['0'], volume: VOLUME, salt: CONTAINER.encryption.salt, keyGeneration: 3 },
    });
    for (const encoding of ['hex', 'base64'] as const) {
      expect(node.system.transcript.join()).not.toContain(KEY.toString(encoding));
    }
  });

  it('needs its array, and no other below it', async () => {
    const node = nodeWith({});
    show(node);
    node.system.files.delete('/sys/class/block/md127/holders/dm-0');
    expect(await node.host.unlock(NEW)).toMatchObject({ kind: 'error', code: 'already-exists' });
    hide(node, '/sys/block/md127');
    expect(await node.host.unlock(NEW)).toMatchObject({ kind: 'error', code: 'not-staged' });
  });

  it('grows to its array once', async () => {
    const node = nodeWith({});
    expect(await node.host.growEncryption(CONTAINER)).toMatchObject({ kind: 'error', code: 'not-staged' });
    show(node);
    node.system.files.set('/sys/class/block/md127/size', String(2 ** 21 + 32_768));
    node.system.files.set('/sys/class/block/dm-0/size', String(2 ** 20));
    node.system.answer('cryptsetup resize', () => {
      node.system.files.set('/sys/class/block/dm-0/size', String(2 ** 21));
      return {};
    });
    for (let time = 0; time < 2; time++)
      expect(await node.host.growEncryption(CONTAINER)).toMatchObject({ kind: 'ok' });
    expect(node.happened()).toEqual([`$ cryptsetup resize --key-file=- stowage-${VOLUME} <…`]);
  });

  it('is closed though udev looks into it, and not below a mount', async () => {
    const node = nodeWith({});
    show(node);
    node.system.files.set('/sys/class/block/dm-0/dev', '254:0');
    node.system.files.set('/proc/self/mountinfo', `30 1 254:0 / /mnt rw - ext4 ${PATH} rw`);
    expect(await node.host.lock(VOLUME)).toMatchObject({ kind: 'error', code: 'in-use' });
    node.system.files.delete('/proc/self/mountinfo');
    let attempts = 0;
    node.system.answer('cryptsetup close', () => {
      if (++attempts < 3) return { status: 5, stderr: 'Device is still in use.' };
      hide(node, '/sys/block/dm-0');
      return {};
    });
    for (let time = 0; time < 2; time++) expect(await node.host.lock(VOLUME)).toMatchObject({ kind: 'ok' });
    expect(attempts).toBe(3);
  });
});

describe('the metadata of a LUKS2 header', () => {
  it('is none where it is not what cryptsetup prints', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseLuksHeader(text, VOLUME)).toBeUndefined();
      }),
    );
  });

  it("has no token of ours where it is another's", () => {
    const tokens = [{ type: 'clevis' }, { ...tokenOf(CONTAINER, ['0']), volume: OTHER_VOLUME }, 'stowage', null];
    const text = JSON.stringify({ keyslots: { '0': {} }, tokens: Object.fromEntries(tokens.entries()) });
    expect(parseLuksHeader(text, VOLUME)).toEqual({
      keySlots: ['0'],
      token: undefined,
      strangeTokens: ['1'],
    });
  });
});
