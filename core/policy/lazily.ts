import type { Fields, Value } from './cel/values.ts';

/**
 * Fields of which some are worked out when they are first read, and then kept: rules pay for what they read, once for
 * all of them.
 */
export function lazily(fields: Fields, later: Readonly<Record<string, () => Value | undefined>>): Fields {
  const known = new Map<string, Value | undefined>();
  const getters = Object.entries(later).map(([name, workOut]) => {
    const get = (): Value | undefined => {
      if (!known.has(name)) known.set(name, workOut());
      return known.get(name);
    };
    return [name, { enumerable: true, get }] as const;
  });
  return Object.defineProperties({ ...fields }, Object.fromEntries(getters));
}
