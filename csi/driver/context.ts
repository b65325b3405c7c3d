import type { Accounts } from '../../core/accounts/accounts.ts';
import type { Fence } from '../fence.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import type { InTurns } from '../../core/model/turns.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { ClaimLookup } from './claims.ts';
import { failed } from '../services/outcome.ts';
import type { DriverFailure, DriverOutcome } from '../services/outcome.ts';
import type { ObserveEnclosure } from './drive-hosts.ts';
import type { Attempts } from './operations/attempts.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import type { DriverState } from './driver-state.ts';
import type { Gate } from './gate.ts';
import type { Journal } from './journal.ts';
import type { Locks } from './locks.ts';
import type { RefusalSink } from './refusal-sink.ts';
import type { VolumeBackend } from './volume-backend.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';

/** Where the secrets of backends are read. The value never leaves the driver. */
export interface SecretSource {
  /** `undefined` where there is no such secret. */
  read(ref: SecretRef): Promise<Uint8Array | undefined>;
}

/** What the outside gives the driver, so that tests can give it too. */
export interface DriverOutside {
  readonly now: () => Date;
  /** A random UUID. */
  readonly newId: () => string;
  /** Cryptographically random bytes, as hex. */
  readonly randomHex: (bytes: number) => string;
  readonly secrets: SecretSource;
  readonly claims: ClaimLookup;
  /** Left out: who asks is answered, and nobody else told. */
  readonly refusals?: RefusalSink;
  readonly takeTurns: TakeTurns;
  /** Left out: nobody wants to know how long a search takes. */
  readonly aroundSearch?: AroundSearch;
}

/** Takes the steps of long work in turn with whatever else this process does. */
export type TakeTurns = <Answer>(steps: InTurns<Answer>) => Promise<Answer>;

/** Stands round each search for a place, and answers what it answers. */
export type AroundSearch = <Found>(search: () => DriverOutcome<Found>) => DriverOutcome<Found>;

/** What every operation of the driver works with. */
export interface DriverContext {
  readonly state: DriverState;
  readonly journal: Journal;
  readonly backend: VolumeBackend;
  readonly observe: ObserveEnclosure;
  readonly locks: Locks;
  readonly gate: Gate;
  /** What became of operations that are under way. */
  readonly attempts: Attempts;
  /** One proposal is looked at after the other. */
  readonly activations: Gate;
  readonly outside: DriverOutside;
}

/** The configuration that runs, with its index. */
export interface Running {
  readonly active: ActiveConfiguration;
  readonly index: InventoryIndex;
  readonly accounts: Accounts;
}

export function runningConfiguration({ state }: DriverContext): Running | undefined {
  const { active, index, accounts } = state;
  return active && index && accounts ? { active, index, accounts } : undefined;
}

export const notReady = (): DriverFailure =>
  failed('not-ready', 'no configuration is active yet; push one that is valid, and repeat the request');

export const fenceFor = (context: DriverContext, volume: Volume): Fence => ({
  epoch: context.journal.leading(),
  generation: volume.generation,
});
