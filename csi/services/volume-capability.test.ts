import { create, fromBinary } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { VolumeCapability_AccessMode_Mode as Mode, VolumeCapabilitySchema } from '../generated/csi_pb.ts';
import { isReaderOnly, toCapability, toRequiredCapabilities } from './volume-capability.ts';

const message = (init: MessageInitShape<typeof VolumeCapabilitySchema>) => create(VolumeCapabilitySchema, init);
const block = { case: 'block', value: {} } as const;
const withMode = (mode: Mode) => message({ accessType: block, accessMode: { mode } });

describe('access modes', () => {
  it.each([
    { mode: Mode.SINGLE_NODE_WRITER, is: 'ReadWriteOnce', readerOnly: false },
    { mode: Mode.SINGLE_NODE_READER_ONLY, is: 'ReadWriteOnce', readerOnly: true },
    { mode: Mode.MULTI_NODE_READER_ONLY, is: 'ReadOnlyMany', readerOnly: true },
    { mode: Mode.MULTI_NODE_SINGLE_WRITER, is: 'ReadWriteMany', readerOnly: false },
    { mode: Mode.MULTI_NODE_MULTI_WRITER, is: 'ReadWriteMany', readerOnly: false },
    { mode: Mode.SINGLE_NODE_SINGLE_WRITER, is: 'ReadWriteOncePod', readerOnly: false },
    { mode: Mode.SINGLE_NODE_MULTI_WRITER, is: 'ReadWriteOnce', readerOnly: false },
  ])('$mode is $is', ({ mode, is, readerOnly }) => {
    expect(toCapability(withMode(mode))).toEqual({ kind: 'ok', value: { kind: 'block', accessMode: is } });
    expect(isReaderOnly(withMode(mode))).toBe(readerOnly);
  });

  it('of a newer CSI are refused', () => {
    // block, and access_mode.mode 99.
    expect(toCapability(fromBinary(VolumeCapabilitySchema, Uint8Array.of(0x0a, 0, 0x1a, 2, 8, 99)))).toMatchObject({
      kind: 'error',
      code: 'invalid-argument',
    });
  });
});

describe('a capability', () => {
  const accessMode = { mode: Mode.SINGLE_NODE_WRITER };

  it('to mount keeps flags, and leaves an unnamed filesystem open', () => {
    const mount = { case: 'mount' as const, value: { mountFlags: ['noatime'] } };
    expect(toCapability(message({ accessType: mount, accessMode }))).toEqual({
      kind: 'ok',
      value: { kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: ['noatime'] },
    });
  });

  it.each([
    { what: 'that is missing', capability: undefined },
    { what: 'without access type', capability: message({ accessMode }) },
    { what: 'without access mode', capability: message({ accessType: block }) },
    {
      what: 'with a mount group',
      capability: message({ accessType: { case: 'mount', value: { volumeMountGroup: '1000' } }, accessMode }),
    },
    {
      what: 'with mount flags over 4 KiB',
      capability: message({ accessType: { case: 'mount', value: { mountFlags: ['x'.repeat(4097)] } }, accessMode }),
    },
  ])('$what is refused', ({ capability }) => {
    expect(toCapability(capability)).toMatchObject({ kind: 'error', code: 'invalid-argument' });
  });

  it('must be named at least once where one is required', () => {
    expect(toRequiredCapabilities([])).toMatchObject({ kind: 'error', code: 'invalid-argument' });
  });
});
