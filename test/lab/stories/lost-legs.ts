import { describe, expect, it } from 'vitest';
import type { Fleet } from '../fleet/fleet.ts';
import {
  aMirror,
  discard,
  giveUp,
  leave,
  legIn,
  startLoad,
  stopLoad,
  untilDropped,
  untilWhole,
  use,
  useNew,
} from '../fleet/in-use.ts';
import { readPattern, writePattern } from '../fleet/patterns.ts';

const NVMET = '/sys/kernel/config/nvmet';

/** Tells what happens to data when the way to a leg, or the leg itself, goes away. */
export function lostLegs(fleet: () => Fleet): void {
  describe('a leg that is lost', () => {
    it('whose export vanishes under load is dropped, and is rebuilt when the agent brings it back', async () => {
      const inUse = await useNew(fleet(), aMirror('export-lost'), 'node-a');
      const [node, box] = [fleet().node('node-a'), fleet().box('box-2')];
      const before = await writePattern(node, inUse.volume, 0);
      await startLoad(fleet(), inUse);
      const leg = await legIn(fleet(), inUse.volume, 'box-2');
      await box.output(['sh', '-c', `rm ${NVMET}/ports/*/subsystems/*.${leg.id}`]);
      await untilDropped(fleet(), inUse.volume, 'box-2');
      const during = await writePattern(node, inUse.volume, 32);

      await box.kill('agent');
      await fleet().startAgent('box-2');
      await untilWhole(fleet(), inUse.volume);
      await stopLoad(fleet(), inUse);
      for (const pattern of [before, during]) expect(await readPattern(node, pattern)).toBe(pattern.digest);
      await discard(fleet(), inUse);
    });

    it('with its whole enclosure comes back with it, and then carries the volume alone', async () => {
      const inUse = await useNew(fleet(), aMirror('enclosure-lost'), 'node-a');
      const node = fleet().node('node-a');
      const before = await writePattern(node, inUse.volume, 0);
      await startLoad(fleet(), inUse);
      await fleet().box('box-2').powerCut();
      await untilDropped(fleet(), inUse.volume, 'box-2');
      const during = await writePattern(node, inUse.volume, 32);

      await fleet().box('box-2').boot();
      await fleet().startAgent('box-2');
      await untilWhole(fleet(), inUse.volume);
      await fleet().box('box-1').powerCut();
      await untilDropped(fleet(), inUse.volume, 'box-1');
      await stopLoad(fleet(), inUse);
      for (const pattern of [before, during]) expect(await readPattern(node, pattern)).toBe(pattern.digest);

      await fleet().box('box-1').boot();
      await fleet().startAgent('box-1');
      await discard(fleet(), inUse);
    });

    it('stays out as long as its agent does not answer, and the volume runs elsewhere without it', async () => {
      const onA = await useNew(fleet(), aMirror('silent-agent'), 'node-a');
      const written = await writePattern(fleet().node('node-a'), onA.volume, 0);
      await leave(fleet(), onA);
      await fleet().box('box-2').isolate();
      await fleet().controller.unpublish(onA.volume, 'node-a');
      expect(await legIn(fleet(), onA.volume, 'box-2')).toMatchObject({ dropped: true, unfenced: true });

      const onB = await use(fleet(), onA.volume, 'node-b');
      expect(await readPattern(fleet().node('node-b'), written)).toBe(written.digest);
      const alone = await writePattern(fleet().node('node-b'), onB.volume, 32);

      await fleet().box('box-2').heal();
      await untilWhole(fleet(), onA.volume);
      const subsystems = await fleet()
        .box('box-2')
        .output(['ls', `${NVMET}/subsystems`]);
      const leg = await legIn(fleet(), onA.volume, 'box-2');
      expect(subsystems.split('\n').filter((name) => name.endsWith(leg.id))).toHaveLength(1);
      for (const pattern of [written, alone]) {
        expect(await readPattern(fleet().node('node-b'), pattern)).toBe(pattern.digest);
      }
      await giveUp(fleet(), onB);
      await fleet().controller.remove(onB.volume);
    });
  });
}
