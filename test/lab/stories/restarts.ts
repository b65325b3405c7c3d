import { describe, expect, it } from 'vitest';
import type { BoxName, Fleet } from '../fleet/fleet.ts';
import { aMirror, discard, untilDropped, untilWhole, use, useNew } from '../fleet/in-use.ts';
import { leftOnNode } from '../fleet/left-over.ts';
import { BOXES } from '../fleet/site.ts';
import { readPattern, writePattern } from '../fleet/patterns.ts';

/** Tells what a reboot, or the end of a process, leaves behind. */
export function restarts(fleet: () => Fleet): void {
  describe('a reboot', () => {
    it('of a node leaves nothing half open, and the volume comes up again', async () => {
      const onA = await useNew(
        fleet(),
        aMirror('node-reboot', { encrypt: 'true', networkTransportsAllowed: 'iscsi' }),
        'node-a',
      );
      const node = fleet().node('node-a');
      const written = await writePattern(node, onA.volume);
      await node.powerCut();
      await node.boot();
      await fleet().startNode('node-a');
      expect(await leftOnNode(node)).toEqual([]);
      const again = await use(fleet(), onA.volume, 'node-a');
      expect(await readPattern(node, written)).toBe(written.digest);
      await discard(fleet(), again);
    });

    it('of both enclosures brings every export back before the agent says ready, and one of the driver is not felt', async () => {
      const onA = await useNew(fleet(), aMirror('box-reboot', { networkTransportsAllowed: 'iscsi' }), 'node-a');
      const written = await writePattern(fleet().node('node-a'), onA.volume);
      for (const name of BOXES) {
        const exported = await exportsOf(fleet(), name);
        expect(exported).toHaveLength(1);
        await fleet().box(name).powerCut();
        // An array that nobody writes to does not notice, and would pass for whole when the box is back.
        await writePattern(fleet().node('node-a'), onA.volume, 32);
        await untilDropped(fleet(), onA.volume, name);
        await fleet().box(name).boot();
        expect(await exportsOf(fleet(), name)).toEqual([]);
        await fleet().startAgent(name);
        expect(await exportsOf(fleet(), name)).toEqual(exported);
        await untilWhole(fleet(), onA.volume);
      }
      await fleet().driver.stop('SIGKILL');
      expect(await readPattern(fleet().node('node-a'), written)).toBe(written.digest);
      await fleet().driver.start();
      expect(await readPattern(fleet().node('node-a'), written)).toBe(written.digest);
      await discard(fleet(), onA);
    });
  });
}

const exportsOf = async (fleet: Fleet, name: BoxName): Promise<readonly string[]> => {
  const said = await fleet
    .box(name)
    .output(['sh', '-c', 'ls /sys/kernel/config/target/iscsi 2>/dev/null | grep ^iqn; true']);
  return said
    .split('\n')
    .filter((line) => line !== '')
    .sort();
};
