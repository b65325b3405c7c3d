import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BoxName, Fleet } from '../fleet/fleet.ts';
import { aMirror, discard, leave, seen, use, useNew } from '../fleet/in-use.ts';
import type { VolumeInUse } from '../fleet/in-use.ts';
import { readPattern, writePattern } from '../fleet/patterns.ts';
import { capabilityOf, stagingPath } from '../fleet/volumes.ts';

/** Tells that a volume that cannot be opened is refused, and not replaced by an empty one. */
export function neverMadeAnew(fleet: () => Fleet): void {
  describe('a volume that has been up is not made anew', () => {
    it('where the key is wrong, and where its drives come back blank', async () => {
      const onA = await useNew(fleet(), aMirror('made-once', { encrypt: 'true' }), 'node-a');
      const written = await writePattern(fleet().node('node-a'), onA.volume);
      await leave(fleet(), onA);
      const secret = path.join(fleet().server[1] ?? '', 'secrets/stowage-system/volume-keys');
      await rename(secret, `${secret}.kept`);
      await writeFile(secret, Buffer.alloc(32, 7), { mode: 0o600 });
      const staged = await stageOnce(fleet(), onA);
      expect(staged).toMatchObject({ kind: 'error' });
      expect(staged.kind === 'error' ? staged.message : '').toMatch(/key/);
      await rename(`${secret}.kept`, secret);
      const again = await use(fleet(), onA.volume, 'node-a');
      expect(await readPattern(fleet().node('node-a'), written)).toBe(written.digest);

      await leave(fleet(), again);
      for (const { id, enclosure } of (await seen(fleet(), again.volume)).legs) {
        const wipe = ['blkdiscard', '--force', '--zeroout', `/dev/disk/by-partuuid/${id}`];
        await fleet()
          .box(enclosure as BoxName)
          .output(wipe);
      }
      const blank = await stageOnce(fleet(), again);
      expect(blank).toMatchObject({ kind: 'error', status: 'FAILED_PRECONDITION' });
      expect(blank.kind === 'error' ? blank.message : '').toMatch(/nothing is made over them/);
      await discard(fleet(), again);
    });
  });
}

/** Without the patience of a sidecar. */
const stageOnce = (fleet: Fleet, { volume, node, context }: VolumeInUse) =>
  fleet.nodes[node].csi.node.nodeStageVolume({
    volumeId: volume.id,
    publishContext: context,
    stagingTargetPath: stagingPath(volume),
    volumeCapability: capabilityOf(volume.use),
  });
