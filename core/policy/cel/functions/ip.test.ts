import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatorOf } from '../../testing/evaluator.ts';
import { testValues } from '../../testing/value-tables.ts';
import { readAddress } from './address.ts';

const noIp = (text: string, reason: string): readonly [string, string] => [
  `ip('${text}' + '')`,
  `error: not an IP address: ${text}: ${reason}`,
];

const noRange = (text: string, reason: string): readonly [string, string] => [
  `cidr('${text}' + '')`,
  `error: not a range of IP addresses: ${text}: ${reason}`,
];

testValues({
  'what is an address': [
    [`string(ip('192.168.0.1'))`, '192.168.0.1'],
    [`string(ip('2001:DB8:0:0:0:0:0:68'))`, '2001:db8::68'],
    [`string(ip('::'))`, '::'],
    [`string(ip('1::'))`, '1::'],
    [`string(ip('1:0:0:2:0:0:0:3'))`, '1:0:0:2::3'],
    [`string(ip('1:0:2:3:4:5:6:7'))`, '1:0:2:3:4:5:6:7'],
    [`string(ip('64:ff9b::1.2.3.4'))`, '64:ff9b::102:304'],
    [`isIP('127.0.0.1') && isIP('::1')`, true],
    noIp('192.168.0.1.0', 'it is neither IPv4 nor IPv6'),
    noIp('127.0.0.256', 'it is neither IPv4 nor IPv6'),
    noIp('127.0.0.01', 'it is neither IPv4 nor IPv6'),
    noIp('', 'it is neither IPv4 nor IPv6'),
    noIp(':::1', 'it is not IPv6'),
    noIp('1:2:3:4:5:6:7::8', 'it is not IPv6'),
    noIp('1::2::3', 'it is not IPv6'),
    noIp('12345::', 'it is not IPv6'),
    noIp('1.2.3.4::', 'it is not IPv6'),
    noIp('::ffff:1.2.3.4', 'IPv4 written as IPv6 is not allowed'),
    noIp('fe80::1%eth0', 'a zone is not allowed'),
    [`ip.isCanonical('127.0.0.1')`, true],
    [`ip.isCanonical('2001:db8::abcd')`, true],
    [`ip.isCanonical('2001:DB8::ABCD')`, false],
    [`ip.isCanonical('2001:db8::0:0:0:abcd')`, false],
    [`ip.isCanonical('127.0.0.1.0')`, 'error: not an IP address: 127.0.0.1.0: it is neither IPv4 nor IPv6'],
  ],
  'what kind it is of': [
    [`ip('127.0.0.1').family()`, 4],
    [`ip('::1').family()`, 6],
    [`ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified()`, true],
    [`ip('127.0.0.1').isUnspecified() || ip('::1').isUnspecified()`, false],
    [`ip('127.1.2.3').isLoopback() && ip('::1').isLoopback()`, true],
    [`ip('192.168.0.1').isLoopback() || ip('2001:db8::abcd').isLoopback()`, false],
    [`ip('224.0.0.1').isLinkLocalMulticast() && ip('ff02::1').isLinkLocalMulticast()`, true],
    [`ip('224.0.1.1').isLinkLocalMulticast() || ip('fd00::1').isLinkLocalMulticast()`, false],
    [`ip('169.254.169.254').isLinkLocalUnicast() && ip('febf::1').isLinkLocalUnicast()`, true],
    [`ip('192.168.0.1').isLinkLocalUnicast() || ip('fec0::1').isLinkLocalUnicast()`, false],
    [`ip('192.168.0.1').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast()`, true],
    [`ip('255.255.255.255').isGlobalUnicast() || ip('ff00::1').isGlobalUnicast()`, false],
    [`ip('127.0.0.1').isGlobalUnicast() || ip('239.1.1.1').isGlobalUnicast()`, false],
    [`type(ip('192.168.0.1')) == net.IP`, true],
    [`ip('::1') == ip('0:0:0:0:0:0:0:1')`, true],
    [`ip('0.0.0.0') == ip('::')`, false],
  ],
  ranges: [
    [`string(cidr('192.168.0.0/24'))`, '192.168.0.0/24'],
    [`string(cidr('2001:DB8::/32').ip())`, '2001:db8::'],
    [`string(cidr('192.168.0.1/24').masked())`, '192.168.0.0/24'],
    [`cidr('192.168.0.0/24') == cidr('192.168.0.0/24').masked()`, true],
    [`cidr('192.168.0.1/24') == cidr('192.168.0.1/24').masked()`, false],
    [`cidr('::1/128').prefixLength()`, 128],
    [`cidr('192.168.0.0/24').containsIP(ip('192.168.0.1'))`, true],
    [`cidr('192.168.0.0/24').containsIP('192.168.1.1')`, false],
    [`cidr('0.0.0.0/0').containsIP('::1')`, false],
    [`cidr('192.168.0.0/24').containsIP('x')`, 'error: not an IP address: x: it is neither IPv4 nor IPv6'],
    [`cidr('192.168.0.0/24').containsCIDR(cidr('192.168.0.0/25'))`, true],
    [`cidr('192.168.0.0/24').containsCIDR('192.168.0.1/32')`, true],
    [`cidr('192.168.0.0/24').containsCIDR('192.168.0.0/23')`, false],
    [`cidr('2001:db8::/32').containsCIDR('2001:db8::/33')`, true],
    [`isCIDR('192.168.0.0/16') && isCIDR('::1/128') && isCIDR('0.0.0.0/0')`, true],
    noRange('192.168.0.0/33', '0 to 32 bits count'),
    noRange('::1/129', '0 to 128 bits count'),
    noRange('192.168.0.0/', '0 to 32 bits count'),
    noRange('192.168.0.0/08', '0 to 32 bits count'),
    noRange('192.168.0.0', '/, and how many bits count, is missing'),
    noRange('::ffff:1.2.3.4/24', 'IPv4 written as IPv6 is not allowed'),
    [`type(cidr('192.168.0.0/24')) == net.CIDR`, true],
  ],
});

describe('addresses', () => {
  it('are what Node takes for them, and their canonical form is read as the same', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: fc.constantFrom('1', ':', '.', 'f') })), (text) => {
        const read = readAddress(text);
        const mapped = read.kind === 'none' && read.reason.startsWith('IPv4 written');
        expect(read.kind === 'address' || mapped).toBe(isIPv4(text) || isIPv6(text));
        if (read.kind !== 'address') return;
        const again = readAddress(read.address.toString());
        expect(again.kind === 'address' && again.address.equals(read.address)).toBe(true);
      }),
    );
  });
});

describe('ranges', () => {
  const octet = fc.constantFrom(0, 1, 127, 128, 192, 255);
  const address = fc.tuple(octet, octet, octet, octet);
  const bitsOf = (octets: readonly number[]): string => octets.map((at) => at.toString(2).padStart(8, '0')).join('');

  it('contain what begins with the same bits', () => {
    const types = { range: 'string', other: 'string', prefix: 'int' };
    const containsIp = evaluatorOf('cidr(range).containsIP(other)', types);
    const containsCidr = evaluatorOf("cidr(range).containsCIDR(other + '/' + string(prefix))", types);
    fc.assert(
      fc.property(address, address, fc.nat(32), fc.nat(32), (a, b, most, least) => {
        const range = `${a.join('.')}/${String(most)}`;
        const alike = bitsOf(a).slice(0, most) === bitsOf(b).slice(0, most);
        const values = { range, other: b.join('.'), prefix: least };
        expect(containsIp(values)).toBe(alike);
        expect(containsCidr(values)).toBe(alike && most <= least);
      }),
      { numRuns: 60 },
    );
  });
});
