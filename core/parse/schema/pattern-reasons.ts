/** What a pattern of the schemas stands for: a noun with its article, and how to write one. */
export interface PatternReason {
  readonly noun: string;
  readonly help: string;
  /** Better help, for what people write instead. */
  readonly meant?: (text: string) => string | undefined;
}

const TRANSPORT_LIST = 'Write one to three of iscsi, nvmetcp and roce, joined by commas.';
const POOLS = 'Write backend:pool,pool;backend:pool, where * stands for any run of characters.';

/** Suffixes of Kubernetes that make less than one of anything. */
const PARTS: Readonly<Record<string, readonly [noun: string, meant: string]>> = {
  m: ['thousandths', 'M'],
  u: ['millionths', 'M'],
  n: ['billionths', 'G'],
};

const MISWRITTEN = /^([+-]?)([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s?([A-Za-z]*)$/;
const UNIT = /^([kmgtpe])(i?)(b(?:ytes|its|ps)?)?$/i;

/** What a text that is no quantity was most likely meant for, or why it is none. `binary` is the `i` of powers of 1024. */
function meantQuantity(text: string, binary: 'i' | ''): string | undefined {
  const [, sign, number = '', suffix = ''] = MISWRITTEN.exec(text.slice(0, LONGEST_QUANTITY)) ?? [];
  if (sign === undefined) return undefined;
  if (sign === '-') return 'Nothing here is negative: take the minus sign away.';
  const part = PARTS[suffix];
  if (part) return `In Kubernetes ${suffix} means ${part[0]}: did you mean ${number}${part[1]}?`;
  const [, letter, i = ''] = UNIT.exec(suffix) ?? [];
  if (letter === undefined) return undefined;
  const power = i === '' ? '' : binary;
  const prefix = letter.toLowerCase() === 'k' && power === '' ? 'k' : letter.toUpperCase();
  return `Did you mean ${number}${prefix}${power}?`;
}

const LONGEST_QUANTITY = 40;

/** By the pattern's text. A test keeps it complete. */
export const PATTERN_REASONS: Readonly<Record<string, PatternReason>> = {
  '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?$': {
    noun: 'a quantity of bytes',
    help: 'Write a number and k, M, G, T, P or E (powers of 1000) or Ki, Mi, Gi, Ti, Pi or Ei (of 1024): 18T, 512Gi.',
    meant: (text) => meantQuantity(text, 'i'),
  },
  '^\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|[eE][+-]?[0-9]{1,2})?$': {
    noun: 'a quantity of bits per second',
    help: 'Write a number and k, M, G, T, P or E: 400G.',
    meant: (text) => meantQuantity(text, ''),
  },
  '^([0-9A-Za-z]([0-9A-Za-z.-]{0,251}[0-9A-Za-z])?|[0-9A-Fa-f:.]{2,45})$': {
    noun: 'an IP address or host name',
    help: 'Write 10.30.0.5, fd00::5 or nas-1.example.com, without a port or a path.',
  },
  '^(/|(/[^/\\s]+){1,16})$': {
    noun: 'the path of an export',
    help: 'Write an absolute path without spaces and without / at its end: /export/volumes.',
  },
  '^(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})$': {
    noun: 'a version',
    help: 'Write three numbers with dots, the version exactly: 1.0.0.',
  },
  '^1\\.[0-9]{1,3}$': {
    noun: 'a minor version of Kubernetes',
    help: "Write 1 and the minor version, in quotes: '1.31'.",
  },
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': {
    noun: 'a date',
    help: "Write year, month and day, in quotes: '2027-03-31'.",
  },
  '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$': {
    noun: 'a name of one part',
    help: 'Write up to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  },
  '^(none|[1-9][0-9]{0,8})$': {
    noun: 'a number of operations',
    help: 'Write a whole number from 1 to 999999999, without a unit: 5000; or none.',
  },
  '^(none|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$': {
    noun: 'a quantity of bytes per second',
    help: 'Write a number and k, M, G or T (powers of 1000) or Ki, Mi, Gi or Ti (of 1024): 500M; or none.',
    meant: (text) => meantQuantity(text, ''),
  },
  '^([A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63}){0,15})?$': {
    noun: 'a comma list of at most 16 words',
    help: 'Write words of letters, digits, ., _ and -, joined by commas: billing,gold.',
  },
  '^(wwn-0x[0-9a-f]{16}([0-9a-f]{16})?|eui\\.[0-9a-f]{16}|nguid\\.[0-9a-f]{32})$': {
    noun: "a drive's identity",
    help: 'Write wwn-0x and 16 or 32 hex digits, eui. and 16, or nguid. and 32, in lower case. /dev/disk/by-id shows them.',
  },
  '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$': {
    noun: 'a name that Kubernetes takes',
    help: 'Write lower-case letters, digits, - and .; each part between dots starts and ends with a letter or digit.',
  },
  '^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$': {
    noun: 'a plain word',
    help: 'Write at most 63 letters, digits, ., _ and -, with a letter or digit first and last.',
  },
  '^[a-z][A-Za-z0-9-]{0,30}$': {
    noun: 'the name of a level',
    help: 'Write at most 31 letters, digits and -, with a lower-case letter first.',
  },
  '^[A-Za-z_][A-Za-z0-9_]{0,62}$': {
    noun: 'a CEL identifier',
    help: 'Write at most 63 letters, digits and _, with no digit first.',
  },
  '^[0-9]{1,5}$': { noun: 'a spindle speed', help: 'Write a whole number of revolutions per minute: 7200.' },
  '^([2-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$': {
    noun: 'a number of drives',
    help: 'Write a whole number from 2 to 128.',
  },
  '^[A-Za-z0-9._-]{1,63}( *, *[A-Za-z0-9._-]{1,63})*$': {
    noun: 'a comma list of words',
    help: 'Write words of letters, digits, ., _ and -, joined by commas: sg-a,sg-b.',
  },
  '^[a-z][A-Za-z0-9-]{0,30}(:required)?$': {
    noun: 'a level to lie apart or together at',
    help: 'Write the name of a level, such as rack or enclosure; rack:required where it must be kept.',
  },
  '^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$': {
    noun: 'the key of a label',
    help: 'Write it as on the claim: app, or app.kubernetes.io/instance.',
  },
  '^(media|\\+?([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?[0-9]{1,2})?)$': {
    noun: 'a bandwidth to reserve',
    help: 'Write bytes per second as a quantity, such as 200M, or media.',
    meant: (text) => meantQuantity(text, 'i'),
  },
  '^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$': { noun: 'a list of transports', help: TRANSPORT_LIST },
  '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$': { noun: 'a list of pools', help: POOLS },
};
