import { Opaque } from '../values.ts';

/** A semantic version. What follows `+` does not count when versions are compared. */
export class Semver extends Opaque {
  readonly type = 'kubernetes.Semver';
  /** Major, minor and patch. */
  readonly numbers: readonly [major: bigint, minor: bigint, patch: bigint];
  readonly prerelease: readonly string[];
  readonly text: string;

  constructor(numbers: readonly [bigint, bigint, bigint], prerelease: readonly string[], text: string) {
    super();
    this.numbers = numbers;
    this.prerelease = prerelease;
    this.text = text;
  }

  override equals(other: Opaque): boolean {
    return this.compare(other) === 0;
  }

  override compare(other: Opaque): number | undefined {
    if (!(other instanceof Semver)) return undefined;
    for (const [at, number] of this.numbers.entries()) {
      const against = other.numbers[at] ?? 0n;
      if (number !== against) return number < against ? -1 : 1;
    }
    return comparePrereleases(this.prerelease, other.prerelease);
  }

  override toString(): string {
    return this.text;
  }
}

/** None sorts above any; numbers sort below words; the shorter of two that start alike sorts below. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Math.sign(b.length - a.length);
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const order = comparePart(a[at] ?? '', b[at] ?? '');
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (isNumeric(a) && isNumeric(b)) return BigInt(a) < BigInt(b) ? -1 : 1;
  if (isNumeric(a) !== isNumeric(b)) return isNumeric(a) ? -1 : 1;
  return a < b ? -1 : 1;
}

const isNumeric = (part: string): boolean => /^\d+$/.test(part);

/** No version that is meant has more characters. */
const MAX_LENGTH = 256;

const SEMVER = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/**
 * Reads a version; `undefined` where the text says none. Numbers have 64 bits and no zeros before them.
 * Source: github.com/blang/semver/v4, Parse.
 */
export function readSemver(text: string): Semver | undefined {
  const match = text.length > MAX_LENGTH ? null : SEMVER.exec(text);
  if (!match) return undefined;
  const [, major = '', minor = '', patch = '', before, build] = match;
  const prerelease = before?.split('.') ?? [];
  const numeric = [major, minor, patch, ...prerelease.filter(isNumeric)];
  const sound = numeric.every((digits) => isNumber(digits));
  const parts = [...prerelease, ...(build?.split('.') ?? [])];
  if (!sound || parts.includes('')) return undefined;
  return new Semver([BigInt(major), BigInt(minor), BigInt(patch)], prerelease, text);
}

const isNumber = (digits: string): boolean => /^(0|[1-9]\d{0,19})$/.test(digits) && BigInt(digits) < 2n ** 64n;

/**
 * A version as people write it in the form that `readSemver` takes: without a `v`, without zeros before numbers, with the
 * minor and patch that are missing; `undefined` where a short one says more. Source: k8s.io/apiserver, semverlib.go.
 */
export function normalSemver(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, ...(minor === undefined ? [] : [minor]), ...(rest.length === 0 ? [] : [rest.join('.')])];
  const last = parts.at(-1) ?? '';
  if (parts.length < 3 && /[+-]/.test(last)) return undefined;
  return [...parts.map(withoutZeros), '0', '0'].slice(0, 3).join('.');
}

const withoutZeros = (part: string): string => part.replace(/^0+(?=\d)/, '');
