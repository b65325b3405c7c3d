import { describe, expect, it } from 'vitest';
import type { BoxName, Fleet, NodeName } from '../fleet/fleet.ts';
import {
  aMirror,
  discard,
  giveUp,
  legIn,
  untilDropped,
  untilNoneRuns,
  untilWhole,
  use,
  useNew,
} from '../fleet/in-use.ts';
import { readPattern, writePattern } from '../fleet/patterns.ts';
import { capabilityOf, targetPath } from '../fleet/volumes.ts';
import type { LabVolume } from '../fleet/volumes.ts';

/** Tells that at most one node writes to a volume, and never from stale data. */
export function fencing(fleet: () => Fleet): void {
  oneNodeAtATime(fleet);
  staleLeg(fleet);
}

function oneNodeAtATime(fleet: () => Fleet): void {
  describe('one node at a time', () => {
    it.each(['nvmetcp', 'iscsi'])(
      'gets a ReadWriteOnce volume, and one that is cut off and goes on writing reaches nothing: %s',
      async (wire) => {
        const onA = await useNew(
          fleet(),
          { ...aMirror(`fenced-${wire}`, { networkTransportsAllowed: wire }), use: 'block' },
          'node-a',
        );
        expect(await askFor(fleet(), onA.volume, 'node-b')).toMatchObject({
          kind: 'error',
          status: 'FAILED_PRECONDITION',
        });
        const [a, b] = [fleet().node('node-a'), fleet().node('node-b')];
        const written = await writePattern(a, onA.volume, 0);
        const scribble = `while :; do dd if=/dev/urandom of=${targetPath(onA.volume)} bs=1M count=1 seek=256 oflag=direct conv=notrunc; sleep 0.2; done`;
        await a.start('scribble', ['sh', '-c', scribble]);
        await a.kill('node');

        await fleet().controller.unpublish(onA.volume, 'node-a');
        const onB = await use(fleet(), onA.volume, 'node-b');
        const mark = await writePattern(b, onB.volume, 256);
        expect(await readPattern(b, written)).toBe(written.digest);
        await a.waitForLine('scribble', /Input\/output error/, 60_000);
        expect(await readPattern(b, mark)).toBe(mark.digest);
        await a.kill('scribble');
        await untilNoneRuns(a, 'dd');
        await fleet().startNode('node-a');
        await fleet().nodes['node-a'].unpublish(onA.volume);
        await fleet().nodes['node-a'].unstage(onA.volume);
        expect(await readPattern(b, mark)).toBe(mark.digest);
        await discard(fleet(), onB);
      },
    );
  });
}

function staleLeg(fleet: () => Fleet): void {
  describe('a leg that missed writes', () => {
    it('never comes up alone, and never wins over the good one', async () => {
      const onA = await useNew(fleet(), { ...aMirror('stale-leg'), use: 'block' }, 'node-a');
      const a = fleet().node('node-a');
      await writePattern(a, onA.volume, 0);
      fleet().box('box-2').cut();
      await untilDropped(fleet(), onA.volume, 'box-2');
      const good = await writePattern(a, onA.volume, 0);
      await giveUp(fleet(), onA).catch(() => undefined);
      await fleet().box('box-2').heal();

      await fleet().box('box-1').isolate();
      const stale = await askFor(fleet(), onA.volume, 'node-b');
      expect(stale).toMatchObject({ kind: 'error', status: 'UNAVAILABLE' });
      await fleet().box('box-1').heal();

      await makeStaleLegNewer(fleet(), onA.volume);
      expect(await eventsOf(fleet(), onA.volume, 'box-2')).toBeGreaterThan(
        await eventsOf(fleet(), onA.volume, 'box-1'),
      );
      const onB = await use(fleet(), onA.volume, 'node-b');
      expect(await readPattern(fleet().node('node-b'), good)).toBe(good.digest);
      await untilWhole(fleet(), onB.volume);
      // What the other leg wrote alone, elsewhere, must be gone from it: read from that leg alone.
      await fleet().box('box-1').powerCut();
      // An array that nobody writes to does not notice.
      await writePattern(fleet().node('node-b'), onB.volume, 32);
      await untilDropped(fleet(), onB.volume, 'box-1');
      expect(await readPattern(fleet().node('node-b'), good)).toBe(good.digest);
      expect(await onlyZeros(fleet(), onB.volume.name)).toBe(true);
      await fleet().box('box-1').boot();
      await fleet().startAgent('box-1');
      await discard(fleet(), onB);
    });
  });
}

/** Publishes once, without the patience of a sidecar. */
const askFor = (fleet: Fleet, { id, use: wanted }: LabVolume, nodeId: NodeName) =>
  fleet.controller.csi.controller.controllerPublishVolume({
    volumeId: id,
    nodeId,
    volumeCapability: capabilityOf(wanted),
  });

/** Where the stale leg writes while it runs alone: nobody else ever wrote there. */
const [STALE_MEBIBYTE, STALE_COUNT] = [512, 4];

/** What somebody does who "just mounts the other half": runs the stale leg alone on its host, and writes to it. */
async function makeStaleLegNewer(fleet: Fleet, volume: LabVolume): Promise<void> {
  const box = fleet.box('box-2');
  const leg = await legIn(fleet, volume, 'box-2');
  const write = `dd if=/dev/urandom of=/dev/md/stale bs=1M count=${String(STALE_COUNT)} seek=${String(STALE_MEBIBYTE)} oflag=direct conv=notrunc`;
  const script = [
    'set -e',
    `part=/dev/disk/by-partuuid/${leg.id}`,
    'mdadm --assemble --run --force /dev/md/stale "$part"',
    ...Array.from({ length: 6 }, () => [
      write,
      'sync',
      'mdadm --stop /dev/md/stale',
      'mdadm --assemble --run /dev/md/stale "$part"',
    ]).flat(),
    'mdadm --stop /dev/md/stale',
  ];
  await box.output(['bash', '-c', script.join('\n')]);
}

/** What md goes by where it is left to choose. */
async function eventsOf(fleet: Fleet, volume: LabVolume, box: BoxName): Promise<number> {
  const leg = await legIn(fleet, volume, box);
  const said = await fleet.box(box).output(['mdadm', '--examine', '--export', `/dev/disk/by-partuuid/${leg.id}`]);
  return Number(/^MD_EVENTS=(\d+)$/m.exec(said)?.[1]);
}

async function onlyZeros(fleet: Fleet, name: string): Promise<boolean> {
  const where = `if=/var/lib/kubelet/pods/${name} bs=1M skip=${String(STALE_MEBIBYTE)} count=${String(STALE_COUNT)} iflag=direct`;
  const said = await fleet.node('node-b').output(['sh', '-c', `dd ${where} 2>/dev/null | tr -d '\\0' | wc -c`]);
  return said.trim() === '0';
}
