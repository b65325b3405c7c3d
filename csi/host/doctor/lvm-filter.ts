import type { VolumeId } from '../../../core/model/ids.ts';
import { arrayName, containerName, RECORDED_NAME_DIGITS } from '../linux/device-names.ts';

/** LVM's expressions have no counts. */
const digits = (count: number): string => '[0-9a-f]'.repeat(count);

/** Arrays and containers of volumes with the partitions on them, and nothing else: a host's /dev/md/0 is its own. */
export const VOLUME_PATTERNS: readonly string[] = [
  `r|^/dev/md/${digits(32)}p?[0-9]*$|`,
  `r|^/dev/mapper/stowage-${[8, 4, 4, 4, 12].map(digits).join('-')}(-part|p)?[0-9]*$|`,
];

/** The names of each device of two volumes that have no digit in common. */
const DEVICES: readonly (readonly string[])[] = [
  ...devicesOf('01234567-89ab-4cde-8f01-23456789abcd' as VolumeId, 'md127', 'dm-0'),
  ...devicesOf('fedcba98-7654-4321-a0fe-dcba98765432' as VolumeId, 'md126', 'dm-17'),
];

function devicesOf(volume: VolumeId, md: string, dm: string): readonly (readonly string[])[] {
  const array = arrayName(volume);
  const container = containerName(volume);
  return [
    [`/dev/${md}`, `/dev/md/${array}`, `/dev/disk/by-id/md-name-${array.slice(0, RECORDED_NAME_DIGITS)}`],
    [`/dev/${md}p1`, `/dev/md/${array}p1`],
    [`/dev/${dm}`, `/dev/mapper/${container}`, `/dev/disk/by-id/dm-name-${container}`],
  ];
}

/**
 * Whether a global_filter keeps LVM from the devices of volumes, whoever wrote it. Of each name that a device has, the
 * first pattern that fits counts; one name that is accepted lets the device in, and names that nothing fits count for
 * nothing. Source: lvm.conf, devices/filter.
 */
export function hidesVolumes(patterns: readonly string[]): boolean {
  const rules = patterns.map(ruleOf);
  // Nobody knows what else it accepts.
  if (!rules.every((rule) => rule !== undefined)) return false;
  return DEVICES.every((names) => {
    const fitting = names.flatMap((name) => rules.find(({ path }) => path.test(name)) ?? []);
    return fitting.length > 0 && fitting.every(({ accepts }) => !accepts);
  });
}

/**
 * How a filter can be made to hide them. `put-first`: ours go before what stands there, so that they are met first.
 * `replace`: what stands there rejects nothing, so that all it does is to let ours in by another of their names. `none`:
 * it accepts such a name on purpose, and what it rejects would no longer be what somebody meant.
 */
export type FilterChange = 'put-first' | 'replace' | 'none';

export function changeOf(patterns: readonly string[]): FilterChange {
  if (hidesVolumes([...VOLUME_PATTERNS, ...patterns])) return 'put-first';
  const others = patterns.filter((pattern) => !VOLUME_PATTERNS.includes(pattern));
  return others.every((pattern) => pattern.startsWith('a')) ? 'replace' : 'none';
}

interface Rule {
  readonly accepts: boolean;
  readonly path: RegExp;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** A letter, and an expression between two of any character. `undefined` where it is none that LVM takes. */
function ruleOf(pattern: string): Rule | undefined {
  const [, kind, opening = '', expression = '', closing] = /^([ar])(.)(.*)(.)$/s.exec(pattern) ?? [];
  if (kind === undefined || closing !== (CLOSING[opening] ?? opening)) return undefined;
  try {
    return { accepts: kind === 'a', path: new RegExp(translated(expression)) };
  } catch {
    return undefined;
  }
}

/** Braces are plain characters to LVM, and so is whatever stands behind a backslash. */
const translated = (expression: string): string =>
  expression.replace(/\\([a-z0-9])|\\.|[{}]/gis, (found, plain: string | undefined) => {
    if (plain !== undefined) return plain;
    return found.length === 1 ? `\\${found}` : found;
  });
