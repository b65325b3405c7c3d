import type { FindingCode, Severity } from '../../model/finding.ts';
import { suggestion } from '../did-you-mean.ts';
import type { ObjectAddress, ObjectProblem } from './object-problem.ts';

/** Takes problems as they are found. */
export type Report = (problem: ObjectProblem) => void;

export interface Told {
  readonly help?: string | undefined;
  readonly elsewhere?: ObjectAddress | undefined;
  readonly severity?: Severity;
}

/** A problem in the usual severity. */
export const problem = (code: FindingCode, at: ObjectAddress, message: string, told: Told = {}): ObjectProblem => ({
  code,
  at,
  message,
  severity: 'error',
  ...told,
});

/** How many different unknown names get a suggestion: each is compared with every known one. */
const SUGGESTIONS = 50;

/** Says of names that nothing has: remembers what it found, since one mistake tends to stand in many places. */
export interface References {
  /** Reports the name where nothing has it. Tells whether something has. */
  check(name: string, at: ObjectAddress, told?: Told): boolean;
}

/** References to things of one sort; `noun` names it, as in "no storage group is called sg-x". */
export function references(noun: string, known: ReadonlySet<string>, report: Report): References {
  const suggested = new Map<string, string | undefined>();
  const suggest = (name: string): string | undefined => {
    if (!suggested.has(name) && suggested.size < SUGGESTIONS) suggested.set(name, suggestion(name, known));
    return suggested.get(name);
  };
  return {
    check(name, at, told) {
      if (known.has(name)) return true;
      report(problem('reference/not-found', at, `no ${noun} is called ${name}`, { help: suggest(name), ...told }));
      return false;
    },
  };
}

/** One of several things that must differ in name. */
export interface Named {
  readonly name: string;
  readonly at: ObjectAddress;
}

/** Reports every name that another one has already. `noun` says of what: "domain". */
export function checkUnique(noun: string, named: Iterable<Named>, report: Report): void {
  const seen = new Map<string, ObjectAddress>();
  for (const { name, at } of named) {
    const elsewhere = seen.get(name);
    if (elsewhere === undefined) seen.set(name, at);
    else report(problem('reference/duplicate-name', at, `another ${noun} is called ${name}`, { elsewhere }));
  }
}
