/** What a pattern of the schemas stands for: a noun with its article, and how to write one. */
export interface PatternReason {
  readonly noun: string;
  readonly help: string;
}

const TRANSPORT_LIST = 'Write one to three of iscsi, nvmetcp and roce, joined by commas.';
const POOLS = 'Write backend:pool,pool;backend:pool, where * stands for any run of characters.';

/** By the pattern's text. A test keeps it complete. */
export const PATTERN_REASONS: Readonly<Record<string, PatternReason>> = {
  '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$': {
    noun: 'a quantity of bytes',
    help: 'Write a number and k, M, G, T, P or E (powers of 1000) or Ki, Mi, Gi, Ti, Pi or Ei (of 1024): 18T, 512Gi.',
  },
  '^[0-9]{1,18}(\\.[0-9]{1,9})?(k|M|G|T)?$': {
    noun: 'a quantity of bits per second',
    help: 'Write a number and k, M, G or T: 400G.',
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
  '^(iscsi|nvmetcp|roce)( *, *(iscsi|nvmetcp|roce)){0,2}$': { noun: 'a list of transports', help: TRANSPORT_LIST },
  '^[^:;,]+:[^:;,]+(,[^:;,]+)*(;[^:;,]+:[^:;,]+(,[^:;,]+)*)*$': { noun: 'a list of pools', help: POOLS },
};
