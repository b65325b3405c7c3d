import { spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { READING_ADDRESS, WRITING_ADDRESS } from '../prices.ts';
import { EvaluationError } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { Address, readAddress } from './address.ts';
import { freeFunction, introducedIn, method, noFunction, told } from './library.ts';
import type { FunctionEntry, Prepared } from './library.ts';

/** IP addresses, after Kubernetes' IP library. */
export const IP_FUNCTIONS: readonly FunctionEntry[] = introducedIn(30, [
  {
    ...freeFunction('ip', 1, (frame, text) => addressIn(frame, 'ip', text), ['ip(string): net.IP']),
    prepare: ([text]) => preparedAddress(text),
    ...told('The address that the text says.', "ip('192.168.0.1') == ip('192.168.0.1')", 'true'),
  },
  {
    ...freeFunction('isIP', 1, isIp, ['isIP(string): bool']),
    ...told(
      'Whether the text says an address. Zones and IPv4 written as IPv6 are none.',
      "isIP('127.0.0.256')",
      'false',
    ),
  },
  {
    ...freeFunction('ip.isCanonical', 1, isCanonical, ['ip.isCanonical(string): bool']),
    ...told('Whether an address is written as all write it.', "ip.isCanonical('2001:DB8::ABCD')", 'false'),
  },
  {
    ...freeFunction('string', 1, toText, ['string(net.IP): string']),
    takes: (ip) => ip instanceof Address,
    ...told('The address in its canonical form.', "string(ip('2001:DB8:0::1'))", "'2001:db8::1'"),
  },
  {
    ...method('family', 1, (_, ip) => (ip instanceof Address ? ip.family : noFunction('family', ip)), [
      'net.IP.family(): int',
    ]),
    ...told('4 or 6.', "ip('::1').family()", '6'),
  },
  asks('isUnspecified', isUnspecified, 'Whether it is 0.0.0.0 or ::.', "ip('::').isUnspecified()", 'true'),
  asks('isLoopback', isLoopback, 'Whether it is in 127.0.0.0/8 or ::1.', "ip('127.0.0.1').isLoopback()", 'true'),
  asks(
    'isLinkLocalMulticast',
    isLinkLocalMulticast,
    'Whether it is in 224.0.0.0/24 or link-local in ff00::/8.',
    "ip('224.0.1.1').isLinkLocalMulticast()",
    'false',
  ),
  asks(
    'isLinkLocalUnicast',
    isLinkLocalUnicast,
    'Whether it is in 169.254.0.0/16 or fe80::/10.',
    "ip('fe80::1').isLinkLocalUnicast()",
    'true',
  ),
  asks(
    'isGlobalUnicast',
    isGlobalUnicast,
    'Whether it is none of these, no multicast and not 255.255.255.255; private ones are.',
    "ip('192.168.0.1').isGlobalUnicast()",
    'true',
  ),
]);

type Told = readonly [summary: string, expression: string, result: string];

function asks(name: string, holds: (ip: Address) => boolean, ...about: Told): FunctionEntry {
  const apply = (_: Frame, ip: Value): Result => (ip instanceof Address ? holds(ip) : noFunction(name, ip));
  return { ...method(name, 1, apply, [`net.IP.${name}(): bool`]), ...told(...about) };
}

/** The address that an operand says. */
export function addressIn(frame: Frame, name: string, text: Value): Address | EvaluationError {
  if (typeof text !== 'string') return noFunction(name, text);
  spendOnText(frame, READING_ADDRESS.least + text.length);
  const read = readAddress(text);
  if (read.kind === 'address') return read.address;
  return new EvaluationError(`not an IP address: ${text.slice(0, 64)}: ${read.reason}`);
}

function preparedAddress(text: Value | undefined): Prepared | undefined {
  if (typeof text !== 'string') return undefined;
  const read = readAddress(text);
  return read.kind === 'none'
    ? { kind: 'bad', message: `not an IP address: ${text.slice(0, 64)}: ${read.reason}` }
    : { kind: 'ready', apply: () => read.address };
}

function isIp(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('isIP', text);
  spendOnText(frame, READING_ADDRESS.least + text.length);
  return readAddress(text).kind === 'address';
}

function toText(frame: Frame, ip: Value): Result {
  if (!(ip instanceof Address)) return noFunction('string', ip);
  spendOnText(frame, WRITING_ADDRESS);
  return ip.toString();
}

function isCanonical(frame: Frame, text: Value): Result {
  const address = addressIn(frame, 'ip.isCanonical', text);
  if (address instanceof EvaluationError) return address;
  spendOnText(frame, WRITING_ADDRESS);
  return address.toString() === text;
}

function isUnspecified({ bits }: Address): boolean {
  return bits === 0n;
}

function isLoopback({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 24n === 127n : bits === 1n;
}

function isMulticast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 28n === 0xen : bits >> 120n === 0xffn;
}

function isLinkLocalMulticast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 8n === 0xe00000n : ((bits >> 112n) & 0xff0fn) === 0xff02n;
}

function isLinkLocalUnicast({ family, bits }: Address): boolean {
  return family === 4 ? bits >> 16n === 0xa9fen : bits >> 118n === 0x3fan;
}

function isGlobalUnicast(ip: Address): boolean {
  const broadcast = ip.family === 4 && ip.bits === 0xffffffffn;
  return !broadcast && !isUnspecified(ip) && !isLoopback(ip) && !isMulticast(ip) && !isLinkLocalUnicast(ip);
}
