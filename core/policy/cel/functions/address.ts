import { Opaque } from '../values.ts';

/** An IPv4 or IPv6 address. */
export class Address extends Opaque {
  readonly type = 'net.IP';
  readonly family: 4 | 6;
  readonly bits: bigint;

  constructor(family: 4 | 6, bits: bigint) {
    super();
    this.family = family;
    this.bits = bits;
  }

  override equals(other: Opaque): boolean {
    return other instanceof Address && other.family === this.family && other.bits === this.bits;
  }

  /** The canonical form: RFC 5952 of IPv6. */
  override toString(): string {
    return this.family === 4 ? ipv4Text(this.bits) : ipv6Text(groupsOf(this.bits, 16, 8));
  }
}

export const bitsIn = (family: 4 | 6): number => (family === 4 ? 32 : 128);

/** The bits in so many groups of this width, the highest first. */
const groupsOf = (bits: bigint, width: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => Number(BigInt.asUintN(width, bits >> BigInt(width * (count - 1 - at)))));

const ipv4Text = (bits: bigint): string => groupsOf(bits, 8, 4).join('.');

/** The longest run of two zeros or more, of equal ones the first, is left out. */
function ipv6Text(groups: readonly number[]): string {
  const shown = groups.map((group) => group.toString(16));
  let start = 0;
  let length = 0;
  for (let at = 0; at < groups.length; at++) {
    let end = at;
    while (groups[end] === 0) end++;
    if (end - at > length) [start, length] = [at, end - at];
  }
  if (length < 2) return shown.join(':');
  return `${shown.slice(0, start).join(':')}::${shown.slice(start + length).join(':')}`;
}

export type ReadAddress =
  { readonly kind: 'address'; readonly address: Address } | { readonly kind: 'none'; readonly reason: string };

const none = (reason: string): ReadAddress => ({ kind: 'none', reason });

/** No address has more characters. */
const MAX_LENGTH = 64;

/**
 * Reads an address as Kubernetes admits it: no zone, no leading zeros in IPv4, no IPv4 written as IPv6.
 * Source: Go, netip.ParseAddr; k8s.io/apiserver, pkg/cel/library/ip.go.
 */
export function readAddress(text: string): ReadAddress {
  if (text.length > MAX_LENGTH) return none('it is too long');
  if (text.includes('%')) return none('a zone is not allowed');
  if (!text.includes(':')) {
    const bits = readIpv4(text);
    return bits === undefined
      ? none('it is neither IPv4 nor IPv6')
      : { kind: 'address', address: new Address(4, bits) };
  }
  const bits = readIpv6(text);
  if (bits === undefined) return none('it is not IPv6');
  return bits >> 32n === 0xffffn
    ? none('IPv4 written as IPv6 is not allowed')
    : { kind: 'address', address: new Address(6, bits) };
}

function readIpv4(text: string): bigint | undefined {
  const fields = text.split('.');
  if (fields.length !== 4 || !fields.every((field) => /^(0|[1-9]\d{0,2})$/.test(field) && Number(field) < 256)) {
    return undefined;
  }
  return fields.reduce((bits, field) => (bits << 8n) | BigInt(field), 0n);
}

/** `::` stands for one group of zeros or more; the last two groups may be written as IPv4. */
export function readIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [before, after] = halves.map((half) => (half === '' ? [] : readGroups(half)));
  if (!before || (halves.length === 2 && !after)) return undefined;
  const tail = after ?? [];
  // Only the last half may end in IPv4.
  if (halves.length === 2 && halves[0]?.includes('.')) return undefined;
  const missing = 8 - before.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...tail];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

function readGroups(text: string): readonly bigint[] | undefined {
  const fields = text.split(':');
  const last = fields.at(-1) ?? '';
  const ipv4 = last.includes('.') ? readIpv4(last) : undefined;
  const plain = ipv4 === undefined ? fields : fields.slice(0, -1);
  if (!plain.every((field) => /^[0-9a-fA-F]{1,4}$/.test(field))) return undefined;
  const groups = plain.map((field) => BigInt(`0x${field}`));
  return ipv4 === undefined ? groups : [...groups, ipv4 >> 16n, ipv4 & 0xffffn];
}
