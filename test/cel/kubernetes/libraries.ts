import { fails, instead, is, isCel, no, yes } from './documented.ts';
import type { Documented, Page } from './documented.ts';
import { list, object } from './shape.ts';

/** An expression without variables that comes to true, and the same about something else, which does not. */
const holds = (expression: string, means: string, otherwise: string): Documented => ({
  expression,
  means,
  examples: [is(true), instead(otherwise, false)],
});

const gives = (expression: string, means: string, ...comes: Documented['examples']): Documented => ({
  expression,
  means,
  examples: comes,
});

const PRIORITIES = list(object({ priority: 'int' }));

export const LISTS: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library',
  expressions: [
    {
      expression: 'names.isSorted()',
      means: 'names are in order',
      over: { names: list('string') },
      examples: [yes({ names: ['a', 'b', 'b'] }), no({ names: ['b', 'a'] })],
    },
    {
      expression: 'items.map(x, x.weight).sum() == 1.0',
      means: 'weights come to one',
      over: { items: list(object({ weight: 'double' })) },
      examples: [
        yes({ items: [{ weight: 0.75 }, { weight: 0.25 }] }),
        no({ items: [{ weight: 0.75 }, { weight: 0.5 }] }),
      ],
    },
    {
      expression: 'lowPriorities.map(x, x.priority).max() < highPriorities.map(x, x.priority).min()',
      means: 'two sets of priorities do not overlap',
      over: { lowPriorities: PRIORITIES, highPriorities: PRIORITIES },
      examples: [
        yes({ lowPriorities: [{ priority: 3 }, { priority: 1 }], highPriorities: [{ priority: 9 }, { priority: 4 }] }),
        no({ lowPriorities: [{ priority: 3 }, { priority: 4 }], highPriorities: [{ priority: 9 }, { priority: 4 }] }),
        fails({ lowPriorities: [], highPriorities: [{ priority: 4 }] }),
      ],
    },
    {
      expression: "names.indexOf('should-be-first') == 1",
      means: 'where a name stands, counted from zero',
      over: { names: list('string') },
      examples: [yes({ names: ['a', 'should-be-first'] }), no({ names: ['should-be-first', 'a'] })],
    },
    holds('[1, 2, 3].isSorted()', 'of numbers', '[2.0, 1.0].isSorted()'),
    gives('[1, 3].sum()', 'of ints', is(4)),
    gives('[1.0, 3.0].sum()', 'of doubles', isCel('4.0')),
    gives('[].sum()', 'of nothing', is(0)),
    gives('[1, 3].min()', 'the least', is(1)),
    gives('[].min()', 'of nothing there is no least', fails()),
    gives('[1, 2, 2, 3].indexOf(2)', 'the first place', is(1)),
    gives("['a', 'b', 'b', 'c'].lastIndexOf('b')", 'the last place', is(2)),
    gives('[1.0].indexOf(1.1)', 'no place', is(-1)),
  ],
};

export const REGEX: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-regex-library',
  expressions: [
    gives('"abc 123".find(\'[0-9]+\')', 'the first number in a text', is('123')),
    gives('"abc 123".find(\'xyz\')', 'what is not found is empty', is('')),
    gives('"123 abc 456".findAll(\'[0-9]+\')', 'all numbers in a text', is(['123', '456'])),
    gives('"123 abc 456".findAll(\'[0-9]+\', 1)', 'no more than so many', is(['123'])),
    holds(
      '"1, 2, 3, 4".findAll(\'[0-9]+\').map(x, int(x)).sum() < 100',
      'the numbers in a text come to less',
      '"1, 2, 3, 94".findAll(\'[0-9]+\').map(x, int(x)).sum() < 100',
    ),
  ],
};

export const URLS: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-url-library',
  expressions: [
    gives("url('https://example.com:80/').getHost()", 'host and port', is('example.com:80')),
    gives(
      "url('https://example.com/path with spaces/').getEscapedPath()",
      'the path as it is sent',
      is('/path%20with%20spaces/'),
    ),
    gives("url('https://[::1]:80/').getHostname()", 'the host without brackets and port', is('::1')),
    gives("url('https://example.com:80/').getPort()", 'the port as a text', is('80')),
    gives("url('/path').getScheme()", 'a path alone has no scheme', is('')),
    gives(
      "url('https://example.com/path?k1=a&k2=b&k2=c').getQuery()",
      'what is asked, by name',
      isCel("{'k1': ['a'], 'k2': ['b', 'c']}"),
    ),
    gives("url('../relative-path')", 'neither absolute nor a path from the root', fails()),
    holds("isURL('https://user:pass@example.com:80/path?query=val#fragment')", 'is a URL', "isURL('../relative-path')"),
  ],
};

export const QUANTITIES: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-quantity-library',
  expressions: [
    holds('quantity("500000G").isInteger()', 'is there an int for it', 'quantity("9999999999999999999G").isInteger()'),
    gives('quantity("50k").asInteger()', 'exactly, or not at all', is(50_000)),
    gives(
      'quantity("9999999999999999999999999999999999999G").asApproximateFloat()',
      'as near as a double gets',
      isCel('1e46'),
    ),
    gives('quantity("50k").add(quantity("20k"))', 'the sum', isCel('quantity("70k")')),
    gives('quantity("50k").sub(20000)', 'less a number', isCel('quantity("30k")')),
    gives('quantity("50k").add(20).sub(quantity("100k")).sub(-50000)', 'in a chain', isCel('quantity("20")')),
    gives('quantity("200M").compareTo(quantity("0.2G"))', 'as much, however it is written', is(0)),
    holds(
      'quantity("150Mi").isGreaterThan(quantity("100Mi"))',
      'more',
      'quantity("100Mi").isGreaterThan(quantity("100Mi"))',
    ),
    holds('quantity("50M").isLessThan(quantity("100M"))', 'less', 'quantity("100M").isLessThan(quantity("50M"))'),
  ],
};

export const ADDRESSES: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library',
  expressions: [
    holds("isIP('127.0.0.1')", 'is an address', "isIP('127.0.0.256')"),
    gives("ip('127.0.0.1').family()", 'of which kind', is(4)),
    gives("ip('127.0.0.256')", 'is no address', fails()),
    holds("ip.isCanonical('2001:db8::abcd')", 'is written as it should be', "ip.isCanonical('2001:DB8::ABCD')"),
    holds("ip('::1').family() == 6", 'of which kind', "ip('127.0.0.1').family() == 6"),
    holds("ip('0.0.0.0').isUnspecified()", 'no address in particular', "ip('127.0.0.1').isUnspecified()"),
    holds("ip('127.0.0.1').isLoopback()", 'of the machine itself', "ip('192.168.0.1').isLoopback()"),
    holds("ip('224.0.0.1').isLinkLocalMulticast()", 'of many on one link', "ip('224.0.1.1').isLinkLocalMulticast()"),
    holds("ip('169.254.169.254').isLinkLocalUnicast()", 'of one on one link', "ip('192.168.0.1').isLinkLocalUnicast()"),
    holds("ip('192.168.0.1').isGlobalUnicast()", 'of one anywhere', "ip('255.255.255.255').isGlobalUnicast()"),
  ],
};

export const NETWORKS: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cidr-library',
  expressions: [
    holds("isCIDR('192.168.0.0/16')", 'is a network', "isCIDR('192.168.0.0/33')"),
    holds(
      "cidr('192.168.0.0/24').containsIP(ip('192.168.0.1'))",
      'an address lies in it',
      "cidr('192.168.0.0/24').containsIP(ip('192.168.1.1'))",
    ),
    holds(
      "cidr('192.168.0.0/24').containsIP('192.168.0.1')",
      'an address, as a text',
      "cidr('192.168.0.0/24').containsIP('192.168.1.1')",
    ),
    holds(
      "cidr('192.168.0.0/16').containsCIDR(cidr('192.168.10.0/24'))",
      'a network lies in it',
      "cidr('192.168.0.0/24').containsCIDR(cidr('192.168.0.0/23'))",
    ),
    gives("cidr('192.168.0.0/24').prefixLength()", 'how many bits it fixes', is(24)),
    gives("cidr('192.168.0.1/24').ip()", 'the address that it was written with', isCel("ip('192.168.0.1')")),
    gives("cidr('192.168.0.1/24').masked()", 'the network alone', isCel("cidr('192.168.0.0/24')")),
  ],
};
