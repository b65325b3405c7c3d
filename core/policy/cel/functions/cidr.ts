import { spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { READING_ADDRESS, WRITING_ADDRESS } from '../prices.ts';
import { EvaluationError, Opaque } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { Address, bitsIn, readAddress } from './address.ts';
import { addressIn } from './ip.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';

/** A range of addresses: an address, of which so many leading bits count. */
class Network extends Opaque {
  readonly type = 'net.CIDR';
  readonly address: Address;
  readonly prefix: number;

  constructor(address: Address, prefix: number) {
    super();
    this.address = address;
    this.prefix = prefix;
  }

  /** Also in the bits that do not count: 10.0.0.1/8 is not 10.0.0.0/8. */
  override equals(other: Opaque): boolean {
    return other instanceof Network && other.prefix === this.prefix && other.address.equals(this.address);
  }

  override toString(): string {
    return `${this.address.toString()}/${String(this.prefix)}`;
  }
}

/** Ranges of IP addresses, after Kubernetes' CIDR library. */
export const CIDR_FUNCTIONS: readonly FunctionEntry[] = introducedIn(30, [
  {
    ...freeFunction('cidr', 1, (frame, text) => networkIn(frame, 'cidr', text), ['cidr(string): net.CIDR']),
    prepare: ([text]) => {
      const network = typeof text === 'string' ? readNetwork(text) : undefined;
      if (network === undefined) return undefined;
      if (typeof network === 'string') return { kind: 'bad', message: network };
      return { kind: 'ready', apply: () => network };
    },
    ...told('The range that the text says.', "cidr('10.0.0.0/8') == cidr('10.0.0.1/8')", 'false'),
  },
  {
    ...freeFunction('isCIDR', 1, isCidr, ['isCIDR(string): bool']),
    ...told('Whether the text says a range.', "isCIDR('192.168.0.0/33')", 'false'),
  },
  {
    ...freeFunction('string', 1, toText, ['string(net.CIDR): string']),
    takes: (cidr) => cidr instanceof Network,
    ...told('The range as it is written.', "string(cidr('2001:DB8::/32'))", "'2001:db8::/32'"),
  },
  {
    ...method('containsIP', 2, containsIp, ['net.CIDR.containsIP(net.IP): bool', 'net.CIDR.containsIP(string): bool']),
    ...told('Whether the address lies in it.', "cidr('192.168.0.0/24').containsIP('192.168.1.1')", 'false'),
  },
  {
    ...method('containsCIDR', 2, containsCidr, [
      'net.CIDR.containsCIDR(net.CIDR): bool',
      'net.CIDR.containsCIDR(string): bool',
    ]),
    ...told('Whether the whole range lies in it.', "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", 'true'),
  },
  {
    ...method('ip', 1, (_, cidr) => (cidr instanceof Network ? cidr.address : noFunction('ip', cidr)), [
      'net.CIDR.ip(): net.IP',
    ]),
    ...told('Its address, all bits of it.', "string(cidr('192.168.0.1/24').ip())", "'192.168.0.1'"),
  },
  {
    ...method('masked', 1, (_, cidr) => (cidr instanceof Network ? masked(cidr) : noFunction('masked', cidr)), [
      'net.CIDR.masked(): net.CIDR',
    ]),
    ...told(
      'The same range without the bits that do not count.',
      "string(cidr('192.168.0.1/24').masked())",
      "'192.168.0.0/24'",
    ),
  },
  {
    ...method(
      'prefixLength',
      1,
      (_, cidr) => (cidr instanceof Network ? cidr.prefix : noFunction('prefixLength', cidr)),
      ['net.CIDR.prefixLength(): int'],
    ),
    ...told('How many leading bits count.', "cidr('192.168.0.0/16').prefixLength()", '16'),
  },
]);

/** The range, or why the text says none. Source: Go, netip.ParsePrefix. */
function readNetwork(text: string): Network | string {
  const slash = text.lastIndexOf('/');
  const read = readAddress(slash < 0 ? '' : text.slice(0, slash));
  const shown = `not a range of IP addresses: ${text.slice(0, 64)}`;
  if (slash < 0) return `${shown}: /, and how many bits count, is missing`;
  if (read.kind === 'none') return `${shown}: ${read.reason}`;
  const digits = text.slice(slash + 1);
  const most = bitsIn(read.address.family);
  if (!/^(0|[1-9]\d{0,2})$/.test(digits) || Number(digits) > most) return `${shown}: 0 to ${String(most)} bits count`;
  return new Network(read.address, Number(digits));
}

function networkIn(frame: Frame, name: string, text: Value): Network | EvaluationError {
  if (typeof text !== 'string') return noFunction(name, text);
  spendOnText(frame, READING_ADDRESS.least + text.length);
  const network = readNetwork(text);
  return typeof network === 'string' ? new EvaluationError(network) : network;
}

function toText(frame: Frame, cidr: Value): Result {
  if (!(cidr instanceof Network)) return noFunction('string', cidr);
  spendOnText(frame, WRITING_ADDRESS);
  return cidr.toString();
}

function isCidr(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('isCIDR', text);
  spendOnText(frame, READING_ADDRESS.least + text.length);
  return typeof readNetwork(text) !== 'string';
}

function containsIp(frame: Frame, cidr: Value, ip: Value): Result {
  if (!(cidr instanceof Network)) return noFunction('containsIP', cidr, ip);
  const address = ip instanceof Address ? ip : addressIn(frame, 'containsIP', ip);
  return address instanceof EvaluationError ? address : covers(cidr, address);
}

function containsCidr(frame: Frame, cidr: Value, other: Value): Result {
  if (!(cidr instanceof Network)) return noFunction('containsCIDR', cidr, other);
  const network = other instanceof Network ? other : networkIn(frame, 'containsCIDR', other);
  if (network instanceof EvaluationError) return network;
  return cidr.prefix <= network.prefix && covers(cidr, network.address);
}

function covers({ address, prefix }: Network, { family, bits }: Address): boolean {
  const ignored = BigInt(bitsIn(address.family) - prefix);
  return family === address.family && bits >> ignored === address.bits >> ignored;
}

function masked({ address, prefix }: Network): Network {
  const ignored = BigInt(bitsIn(address.family) - prefix);
  return new Network(new Address(address.family, (address.bits >> ignored) << ignored), prefix);
}
