import { create } from '@bufbuild/protobuf';
import type { DescMessage } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as csi from '../generated/csi_pb.ts';
import { redactMessage, secretsOf, STRIPPED } from './redact-message.ts';

const SECRET = 'correct-horse';
const withSecrets = { secrets: { password: SECRET } };

const mounted = (flags: readonly string[]) => ({
  accessType: { case: 'mount' as const, value: { fsType: 'ext4', mountFlags: [...flags] } },
});

/** Each request of csi.proto that holds secrets. */
const requests: readonly (readonly [name: string, type: DescMessage])[] = csi.file_csi.messages
  .filter((type) => type.fields.some(({ name }) => name === 'secrets'))
  .map((type) => [type.name, type]);

describe('a message in a log', () => {
  it('has many kinds that hold secrets', () => {
    expect(requests.map(([name]) => name)).toContain('NodePublishVolumeRequest');
    expect(requests.length).toBeGreaterThan(10);
  });

  it.each(requests)('shows no secret of a %s', (_, type) => {
    const message = create(type, withSecrets) as never;
    expect(redactMessage(type, message)).toEqual({ secrets: STRIPPED });
    expect(secretsOf(type, message)).toContain(SECRET);
  });

  it('shows no mount flag, however deep', () => {
    const type = csi.CreateVolumeRequestSchema;
    const message = create(type, { name: 'db', volumeCapabilities: [mounted(['noatime', `password=${SECRET}`])] });
    expect(redactMessage(type, message as never)).toEqual({
      name: 'db',
      volume_capabilities: [{ mount: { fs_type: 'ext4', mount_flags: STRIPPED } }],
    });
    expect(secretsOf(type, message as never)).toEqual(expect.arrayContaining([SECRET, `password=${SECRET}`]));
    expect(secretsOf(type, message as never)).not.toContain('noatime');
  });

  it('shows sizes as numbers, and leaves out what is not said', () => {
    const type = csi.CreateVolumeResponseSchema;
    expect(redactMessage(type, { volume: { volumeId: 'v', capacityBytes: 2n ** 30n } })).toEqual({
      volume: { capacity_bytes: 2 ** 30, volume_id: 'v' },
    });
  });

  it('is short, whatever is sent', () => {
    const parameters = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${String(at)}`, 'v']));
    const type = csi.CreateVolumeRequestSchema;
    const volumeCapabilities = Array.from({ length: 100 }, () => mounted([]));
    const message = create(type, { name: 'n'.repeat(10_000), parameters, volumeCapabilities });
    const shown = redactMessage(type, message);
    expect(JSON.stringify(shown).length).toBeLessThan(400);
    expect(shown).toMatchObject({ parameters: '100 entries', volume_capabilities: '100 items' });
  });

  it('never holds what a secret holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }),
          fc.string({ minLength: 8 }).map((each) => `§${each}`),
        ),
        (secrets) => {
          const message = create(csi.NodeStageVolumeRequestSchema, { volumeId: 'v', secrets });
          const text = JSON.stringify(redactMessage(csi.NodeStageVolumeRequestSchema, message));
          for (const secret of Object.values(secrets)) expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
        },
      ),
    );
  });
});
