import { InvalidArgumentError, Option } from 'commander';
import { DEFAULT_LIMITS, limitFlag, MOST_LIMITS } from '../../core/model/limits.ts';
import type { LimitName, Limits } from '../../core/model/limits.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';

const NAMES = Object.keys(DEFAULT_LIMITS) as LimitName[];

/** `--limit NAME=NUMBER`, as often as wanted; what is not named has its default. */
export const limitOption = (): Option =>
  new Option(
    '--limit <name=number>',
    `a bound on what one revision may ask: ${NAMES.map((name) => `${limitFlag(name)} (${shown(DEFAULT_LIMITS[name])})`).join(', ')}; K, M and G are powers of 1024`,
  )
    .argParser(parseLimit)
    .default(DEFAULT_LIMITS, 'as shown');

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

function parseLimit(text: string, limits: Limits = DEFAULT_LIMITS): Limits {
  const [, flag = '', digits = '', unit = ''] = /^([a-z-]+)=(\d{1,12})([KMG]?)$/.exec(text) ?? [];
  const name = NAMES.find((each) => limitFlag(each) === flag);
  if (name === undefined) {
    const flags = NAMES.map(limitFlag);
    const help = suggestion(flag, flags) ?? `The bounds are ${flags.join(', ')}.`;
    throw new InvalidArgumentError(`Say a bound and a number, such as ${limitFlag('files')}=5000. ${help}`);
  }
  const value = Number(digits) * (UNITS[unit] ?? 1);
  if (value < 1 || value > MOST_LIMITS[name]) {
    throw new InvalidArgumentError(`${flag} lies between 1 and ${shown(MOST_LIMITS[name])}.`);
  }
  return { ...limits, [name]: value };
}

function shown(value: number): string {
  const unit = ['G', 'M', 'K'].find((each) => value % (UNITS[each] ?? 1) === 0);
  return unit === undefined ? String(value) : `${String(value / (UNITS[unit] ?? 1))}${unit}`;
}
