import { expect, it, onTestFinished } from 'vitest';
import { CONTROLLER_ACCESS } from '../api/access.ts';
import { BACKENDS, EVENTS } from '../api/resource.ts';
import type { Resource } from '../api/resource.ts';
import { until } from '../testing/objects.ts';
import { turn } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { objectEvents } from './object-events.ts';
import type { ObjectEvent } from './object-events.ts';

function telling() {
  const cluster = simulateCluster(CONTROLLER_ACCESS);
  const stop = new AbortController();
  const told: string[] = [];
  let now = 0;
  const events = objectEvents(cluster.api(), {
    ...{ now: () => (now += 1000), instance: 'stowage-0', signal: stop.signal },
    told: (outcome) => told.push(outcome),
    bug: (error) => {
      throw error;
    },
  });
  events.start();
  onTestFinished(async () => {
    stop.abort();
    await events.ended();
  });
  const settled = async (count: number): Promise<void> => {
    for (let turns = 0; turns < 500 && told.length < count; turns++) await turn();
  };
  return { ...cluster, events, told, settled };
}

const refused: ObjectEvent = {
  regarded: { resource: BACKENDS, name: 'rack', uid: 'u' },
  ...{ type: 'Warning', reason: 'Refused', note: 'no such group' },
};

it('are on the object, one for the same again', async () => {
  const { api, events, told, settled } = telling();
  for (let again = 0; again < 4; again++) events.tell(refused);
  events.tell({ ...refused, type: 'Normal', reason: 'Active', note: 'it runs' });
  await settled(5);
  expect(told).toEqual(['sent', 'sent', 'joined', 'joined', 'sent']);
  const { items } = await api('kubectl').list(EVENTS);
  expect(items).toMatchObject([
    { type: 'Warning', reason: 'Refused', action: 'Reconciling', series: { count: 2 }, regarding: { name: 'rack' } },
    { type: 'Normal', reason: 'Active', note: 'it runs' },
  ]);
});

it('are dropped while the API server is away', async () => {
  const { events, told, settled, failNext } = telling();
  failNext('unreachable');
  events.tell(refused);
  await settled(1);
  expect(told).toEqual(['dropped']);
});

it('keep nobody who is told to stop, while the API server does not answer', async () => {
  const stop = new AbortController();
  const asked: string[] = [];
  const apply = ({ plural }: Resource) => {
    asked.push(plural);
    return new Promise<never>(() => undefined);
  };
  const events = objectEvents(
    { ...simulateCluster(CONTROLLER_ACCESS).api(), apply },
    {
      ...{ now: () => 0, instance: 'stowage-0', signal: stop.signal },
      ...{ told: () => undefined, bug: () => undefined },
    },
  );
  events.start();
  events.tell(refused);
  await until(() => asked.length === 1);
  stop.abort();
  await events.ended();
});
