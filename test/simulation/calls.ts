import { status } from '@grpc/grpc-js';
import type { Driver } from '../../csi/driver/driver.ts';
import type { NodePlugin } from '../../csi/host/node-driver.ts';
import { CsiError } from '../../csi/csi-error.ts';
import { failed } from '../../csi/services/outcome.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import { statusOf } from '../../csi/services/status.ts';
import { asked } from './driver-process.ts';
import { accuse } from './node-process.ts';
import type { SimulatedNode } from './node-process.ts';
import type { World } from './world.ts';

/** What a client gets: an answer, or none in time. */
export type Answered<Value> = DriverOutcome<Value> | { readonly kind: 'lost' };

/** Sidecars and kubelets: they outlive everything here. */
const CLIENTS = { name: 'clients', alive: true };

const NOT_FINAL: ReadonlySet<status> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.UNAVAILABLE,
  status.ABORTED,
]);

/**
 * Whether a client may take it for the end: what did not answer, or is under way, may have been done.
 * Source: external-provisioner, pkg/controller; Kubernetes, pkg/volume/csi.
 */
export const isFinal = (answer: Answered<unknown>): boolean =>
  answer.kind === 'ok' || (answer.kind === 'error' && !NOT_FINAL.has(statusOf(answer.code)));

/** A call of CSI's Controller service. @param check what must hold whenever it answers ok, at that moment */
export function callDriver<Value>(
  world: World,
  name: string,
  call: (driver: Driver) => Promise<DriverOutcome<Value>>,
  check: (value: Value) => Promise<readonly string[]>,
): Promise<Answered<Value>> {
  return world.doors.pass<Answered<Value>>({
    kind: 'csi',
    name,
    owner: CLIENTS,
    server: world.leader,
    work: async () => {
      const process = world.leader();
      const driver = process?.driver;
      if (!driver) return failed('not-ready', 'no driver serves');
      const outcome = await asked(world, process, name, () => call(driver));
      world.note(`  ${name}: ${toldOf(outcome)}`);
      // The connection went over to the one that leads now.
      if (world.leader() !== process) return { kind: 'lost' };
      if (outcome.kind === 'ok')
        for (const wrong of await check(outcome.value)) world.accuse(`${name} answered ok, but ${wrong}`);
      if (outcome.kind === 'error' && outcome.code === 'internal')
        world.accuse(`${name} answered internal: ${outcome.message}`);
      return outcome;
    },
    unanswered: () => ({ kind: 'lost' }),
  });
}

const toldOf = (outcome: DriverOutcome<unknown>): string =>
  outcome.kind === 'ok' ? 'ok' : `${outcome.code}, ${outcome.message}`;

/** A call of CSI's Node service. */
export function callNode<Value>(
  world: World,
  node: SimulatedNode,
  name: string,
  call: (plugin: NodePlugin) => Promise<DriverOutcome<Value>>,
): Promise<Answered<Value>> {
  return world.doors.pass<Answered<Value>>({
    kind: 'csi',
    name: `${node.name} ${name}`,
    owner: CLIENTS,
    server: () => node.plugin,
    work: async () => {
      const process = node.plugin;
      if (!process?.plugin) return failed('unavailable', 'no plug-in serves');
      try {
        const outcome = await call(process.plugin);
        world.note(`  ${node.name} ${name}: ${toldOf(outcome)}`);
        return outcome;
      } catch (error) {
        accuse(world, process, name, error);
        return failed(
          error instanceof CsiError && error.code === 'internal' ? 'internal' : 'unavailable',
          String(error),
        );
      }
    },
    unanswered: () => ({ kind: 'lost' }),
  });
}
