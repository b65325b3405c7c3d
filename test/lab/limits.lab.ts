import { onFleet } from './fleet/on-fleet.ts';
import { limits, makePods } from './stories/limits.ts';

const beforeAgents = async (lab: Parameters<NonNullable<Parameters<typeof onFleet>[1]['beforeAgents']>>[0]) => {
  await makePods(lab.hosts['node-a']);
};

onFleet('what volumes may take', { nodes: ['node-a'], beforeAgents }, limits);
