import type { Lab } from '../cluster.ts';

export type BoxName = 'box-1' | 'box-2';
export type NodeName = 'node-a' | 'node-b';

export const BOXES: readonly BoxName[] = ['box-1', 'box-2'];
export const NODES: readonly NodeName[] = ['node-a', 'node-b'];

/** What the processes of a fleet have in common. */
export interface FleetSite {
  /** Of the driver: its repository, state and certificates. */
  readonly folder: string;
  /** Where the driver listens for agents and nodes. */
  readonly port: number;
  readonly lab: Lab<BoxName | NodeName>;
  /** Those that are there. */
  readonly nodes: readonly NodeName[];
  /** What the driver says. */
  readonly log: string;
}

/** The build machine, as hosts see it. */
export const DRIVER_ADDRESS = '10.0.2.2';
export const TLS = '/etc/stowage/tls';
