import type { NodeName } from '../../core/model/ids.ts';
import type { ControllerDriver } from '../services/driver-port.ts';
import type { NodeDriver } from '../services/node-port.ts';
import { failed, ok } from '../services/outcome.ts';

const unscripted = () => Promise.resolve(failed('internal', 'the test did not script this call'));

/** A driver that answers as the test says, and refuses everything else. */
export const scriptedController = (script: Partial<ControllerDriver>): ControllerDriver => ({
  ready: () => true,
  createVolume: unscripted,
  deleteVolume: unscripted,
  publish: unscripted,
  unpublish: unscripted,
  validate: unscripted,
  get: unscripted,
  list: unscripted,
  capacity: unscripted,
  expand: unscripted,
  createSnapshot: unscripted,
  deleteSnapshot: unscripted,
  listSnapshots: unscripted,
  getSnapshot: unscripted,
  modify: unscripted,
  ...script,
});

export const scriptedNode = (script: Partial<NodeDriver>): NodeDriver => ({
  info: () => Promise.resolve(ok({ node: 'node-1' as NodeName, maximumVolumes: undefined, segment: {} })),
  stage: unscripted,
  unstage: unscripted,
  publish: unscripted,
  unpublish: unscripted,
  stats: unscripted,
  expand: unscripted,
  ...script,
});
