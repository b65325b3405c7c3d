/**
 * Doubles as Go's fmt and strconv write them: exact, halves to even. JavaScript's toFixed and toExponential round halves
 * up, and write large numbers with an exponent.
 */

/** `%.Nf`: so many places behind the point. */
export function fixed(value: number, places: number): string {
  return special(value) ?? `${signOf(value)}${withPoint(rounded(Math.abs(value), places), places)}`;
}

/** `%.Ne`: one digit before the point, so many behind it, and an exponent of two digits or more. */
export function scientific(value: number, places: number): string {
  const known = special(value);
  if (known !== undefined) return known;
  const size = Math.abs(value);
  const exponent = size === 0 ? 0 : exponentOf(size, places);
  const digits = size === 0 ? '0'.repeat(places + 1) : rounded(size, places - exponent).toString();
  const power = `${exponent < 0 ? '-' : '+'}${Math.abs(exponent).toString().padStart(2, '0')}`;
  return `${signOf(value)}${withPoint(BigInt(digits), places)}e${power}`;
}

/** `%d` and `%s` of a double: as few digits as tell it from its neighbours, without an exponent. */
export function plain(value: number): string {
  const known = special(value);
  if (known !== undefined) return known;
  const [, digits = '', fraction = '', exponent = '0'] =
    /^(\d+)\.?(\d*)(?:e([+-]\d+))?$/.exec(Math.abs(value).toString()) ?? [];
  const point = digits.length + Number(exponent);
  const all = digits + fraction;
  const whole = point > 0 ? all.padEnd(point, '0').slice(0, point) : '0';
  const rest = point > 0 ? all.slice(point) : all.padStart(all.length - point, '0');
  return `${signOf(value)}${whole}${rest === '' ? '' : `.${rest}`}`;
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? undefined : `${signOf(value)}Infinity`;
}

const signOf = (value: number): string => (value < 0 || Object.is(value, -0) ? '-' : '');

/** The power of ten of the first digit once the number is rounded to so many places behind it. */
function exponentOf(size: number, places: number): number {
  const [, written = '0'] = size.toExponential().split('e');
  const exponent = Number(written);
  return rounded(size, places - exponent) >= 10n ** BigInt(places + 1) ? exponent + 1 : exponent;
}

/** The number times 10^places, halves to even. */
function rounded(size: number, places: number): bigint {
  const { mantissa, power } = parts(size);
  const scale = 10n ** BigInt(Math.abs(places));
  const over = (places > 0 ? mantissa * scale : mantissa) << BigInt(Math.max(0, power));
  const under = (places < 0 ? scale : 1n) << BigInt(Math.max(0, -power));
  const below = over / under;
  const twice = (over % under) * 2n;
  return twice > under || (twice === under && below % 2n === 1n) ? below + 1n : below;
}

/** The number is mantissa * 2^power, exactly. */
function parts(size: number): { readonly mantissa: bigint; readonly power: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & (2n ** 52n - 1n);
  return exponent === 0
    ? { mantissa: fraction, power: -1074 }
    : { mantissa: fraction | (2n ** 52n), power: exponent - 1075 };
}

function withPoint(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}
