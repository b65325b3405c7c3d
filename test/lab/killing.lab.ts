import { onFleet } from './fleet/on-fleet.ts';
import { killedAgent } from './stories/killed-agent.ts';
import { killedNode } from './stories/killed-node.ts';

onFleet('a process that is killed between any two steps', { nodes: ['node-b'] }, (fleet) => {
  killedAgent(fleet);
  killedNode(fleet);
});
