import type { DeclaredObject } from '../model/configuration.ts';
import type { PlannedVolume } from '../model/plan.ts';

/** What is declared, what runs, and the volumes that lie on it. */
export interface ChangeToPlan {
  readonly desired: readonly DeclaredObject[];
  readonly live: readonly DeclaredObject[];
  /** Every volume, also those that are being released. */
  readonly volumes: readonly PlannedVolume[];
}
