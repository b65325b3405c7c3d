import { describe, expect, it } from 'vitest';
import type { Fleet } from '../fleet/fleet.ts';
import { BOXES } from '../fleet/site.ts';
import { bundled } from '../killing/killed-between-steps.ts';
import { killAgent, LIVES } from './killed-agent.ts';
import { killNode } from './killed-node.ts';

/** Tells what SIGKILL between any two effects leaves behind, and that it costs no data. */
export function killed(fleet: () => Fleet): void {
  describe('a process that is killed between any two steps', () => {
    it('as the agent goes on where it was, and leaves nothing', async () => {
      const program = await bundled('agent-command');
      const kills = await Promise.all(BOXES.map((name) => killAgent(fleet(), name, program)));
      console.log(`the agents were killed ${kills.join(' and ')} times`);
      for (const [at, name] of BOXES.entries()) expect(kills[at]).toBeGreaterThan(LIVES[name].kills);
    }, 1_200_000);

    it('as the node plug-in leaves nothing half done, and serves the volume in the end', async () => {
      const kills = await killNode(fleet());
      console.log(`the node plug-in was killed ${String(kills)} times`);
      expect(kills).toBeGreaterThan(20);
    }, 1_200_000);
  });
}
