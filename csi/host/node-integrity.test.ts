import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kubelet } from './testing/kubelet.ts';
import { nodeRig } from './testing/node-rig.ts';

const LEGS = 4;
const BLOCKS = 4;

/** What may happen to a volume and to the network under it. */
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), block: fc.nat(BLOCKS - 1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cut' as const), leg: fc.nat(LEGS - 1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('let through' as const), leg: fc.nat(LEGS - 1) }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'watch' as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'stage' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'unstage' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reboot' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), heals: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('driver' as const), answers: fc.boolean() }) },
);
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never;

/** A striped mirror on a node, next to the texts that its blocks must hold. */
async function world() {
  const first = await nodeRig();
  let rig = first;
  let published = await first.publish({ legs: LEGS, layout: 'striped-mirror' });
  let calls = kubelet(rig, published);
  const { volume } = published;
  const legs = published.legs.map(({ leg }) => leg);
  const written = new Map<number, string>();
  let count = 0;
  let nodes = 0;

  const follow = async (happens: Event): Promise<void> => {
    switch (happens.kind) {
      case 'write': {
        const text = `write ${String(count++)}`;
        const outcome = await rig.write(volume, happens.block, text);
        if (outcome.kind === 'ok') written.set(happens.block, text);
        return;
      }
      case 'cut':
        rig.cutOff(legs[happens.leg]!);
        return;
      case 'let through':
        rig.letThrough(legs[happens.leg]!);
        return;
      case 'watch':
        return rig.driver.watch();
      case 'stage':
      case 'unstage':
        await calls[happens.kind](rig.driver);
        return;
      case 'reboot':
        await rig.reboot();
        await rig.driver.recover();
        return;
      case 'move':
        // The old node is cut off, whatever it holds and has told; another one gets the volume.
        await first.withdraw(published);
        if (happens.heals) for (const leg of legs) rig.letThrough(leg);
        rig = first.beside(`node-${String(nodes++)}`);
        published = await rig.republish(published);
        calls = kubelet(rig, published);
        await calls.stage(rig.driver);
        return;
      case 'driver':
        rig.driverSide.mood = happens.answers ? 'answers' : 'mute';
        return;
    }
  };

  /** A block is not there to be read, or holds what was written last. */
  const check = async (): Promise<number> => {
    let readable = 0;
    for (const [block, text] of written) {
      const found = await rig.read(volume, block);
      if (found.kind === 'error') continue;
      expect(found.value).toBe(text);
      readable++;
    }
    return readable;
  };
  return { follow, check };
}

describe('a striped mirror on a network that comes and goes', () => {
  it('never reads anything but what was written last', async () => {
    let readable = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 80 }), async (events) => {
        const { follow, check } = await world();
        await follow({ kind: 'stage' });
        for (const happens of events) {
          await follow(happens);
          readable += await check();
        }
      }),
      { seed: 20261121, numRuns: 60 },
    );
    expect(readable).toBeGreaterThan(1000);
  }, 30_000);
});
