import type { Door } from './doors.ts';

/** What became of a call. */
export type Fate = 'answered' | 'unanswered' | 'unheard' | 'late';

/** What a run has come to. */
export interface Tally {
  steps: number;
  /** Calls, by what was asked and what became of it. */
  readonly calls: Map<string, number>;
  readonly faults: Map<string, number>;
  opened(door: Door): void;
  passed(door: Door, fate: Fate): void;
  fault(name: string): void;
}

export function createTally(): Tally {
  const calls = new Map<string, number>();
  const faults = new Map<string, number>();
  const count = (map: Map<string, number>, name: string): void => {
    map.set(name, (map.get(name) ?? 0) + 1);
  };
  return {
    steps: 0,
    calls,
    faults,
    opened: (door) => {
      count(calls, whatOf(door));
    },
    passed: (door, fate) => {
      if (fate !== 'answered') count(faults, `${fate}: ${whatOf(door)}`);
    },
    fault: (name) => {
      count(faults, name);
    },
  };
}

export function addTally(sum: Tally, { steps, calls, faults }: Tally): void {
  sum.steps += steps;
  for (const [name, met] of calls) sum.calls.set(name, (sum.calls.get(name) ?? 0) + met);
  for (const [name, met] of faults) sum.faults.set(name, (sum.faults.get(name) ?? 0) + met);
}

/** Without the names of what it was about. */
export function whatOf({ kind, name, owner }: Door): string {
  const whose = owner.name.split(' ')[0] ?? '';
  const words = name.split(' ').filter((word) => /^[a-zA-Z-]+$/.test(word) && !/^(box|node)-/.test(word));
  return `${whose} ${kind} ${words.join(' ')}`.trim();
}
