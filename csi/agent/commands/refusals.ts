import type { LegId } from '../../../core/model/ids.ts';
import { failed, ok } from '../../outcome.ts';
import type { AgentParts } from '../agent-parts.ts';

export const done = ok(undefined);

export const differs = (what: string) => failed('differs', `${what} exists already, and otherwise than asked`);

export const unknownLeg = (leg: LegId, { enclosure }: AgentParts) =>
  failed('unknown-leg', `enclosure ${enclosure} holds no leg ${leg}`);
