import { ENCLOSURE_LEVEL } from '../model/ids.ts';
import type { DriveId, LevelName } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import type { CounterExample } from './counter-example.ts';
import { seatOf } from './inventory-index.ts';
import type { InventoryIndex } from './inventory-index.ts';

type Named = Pick<PlacementPolicy, 'name' | 'validations'>;

/**
 * `without rule mirrors-survive-a-rack[survives] it would lie on d1 (rack a-07), d2 (rack a-07)`.
 * @param policies what rules are called; one that is not there is called by its index
 */
export function counterExampleText(
  { without, levels, placement: { legs } }: CounterExample,
  index: InventoryIndex,
  policies: readonly Named[] = [],
): string {
  const shown = legs.slice(0, MOST_LEGS).map(({ drive }) => `${drive} (${whereText(index, drive, levels)})`);
  const more = legs.length > MOST_LEGS ? [`… ${String(legs.length)} in all`] : [];
  return `without ${sourceText(without, policies)} it would lie on ${[...shown, ...more].join(', ')}`;
}

const MOST_LEGS = 4;

/** `rule mirrors-survive-a-rack[survives]`, `parameter requiredTags`. */
export function sourceText(source: CounterExample['without'], policies: readonly Named[]): string {
  switch (source.kind) {
    case 'parameter':
      return `parameter ${source.name}`;
    case 'policy': {
      const { validations = [] } = policies.find(({ name }) => name === source.policy) ?? {};
      return `rule ${source.policy}[${validations[source.index]?.name ?? String(source.index)}]`;
    }
  }
}

const whereText = (index: InventoryIndex, drive: DriveId, levels: readonly LevelName[]): string =>
  (levels.length === 0 ? [ENCLOSURE_LEVEL] : levels)
    .map((level) => `${level} ${domainOf(index, drive, level) ?? 'unknown'}`)
    .join(', ');

export const domainOf = (index: InventoryIndex, drive: DriveId, level: LevelName): string | undefined =>
  seatOf(index, drive)?.cohort.drives.domains.get(level);
