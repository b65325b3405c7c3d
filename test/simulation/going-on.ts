import type { EnclosureName } from '../../core/model/ids.ts';
import { asked, attach as attachTo, resume } from './driver-process.ts';
import { ENCLOSURES } from './inventory.ts';
import { lookAfter } from './node-process.ts';
import type { World } from './world.ts';
import { ok } from '../../csi/services/outcome.ts';

/** What drivers do every few seconds: look at what is proposed, and go on with what was cut off. */
export function passOn(world: World, milliseconds = 5_000): void {
  world.time.pass(milliseconds);
  for (const process of world.drivers) {
    const { driver } = process;
    if (!driver) continue;
    resume(world, process);
    void asked(world, process, 'looking at a proposal', async () => ok(await driver.consider()));
  }
}

/** Agents are asked for their drives again: the answer that was waited for may have been lost. */
export function observeAll(world: World): void {
  const leader = world.leader();
  if (!world.attached || !leader?.driver) return;
  const { driver } = leader;
  for (const enclosure of ENCLOSURES.keys())
    void asked(world, leader, 'observing', async () => ok(await driver.observe(enclosure)));
}

export function lookAfterAll(world: World): void {
  for (const { plugin, isUp } of world.nodes) if (plugin && isUp) lookAfter(world, plugin);
}

export function attach(world: World, enclosure: EnclosureName): void {
  const leader = world.leader();
  if (world.attached && leader) attachTo(world, leader, enclosure);
}
