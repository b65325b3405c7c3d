import { currentCall, withoutSecrets } from '../../csi/call-scope.ts';

/** The secrets that this process has read or made, so that no text of it holds one. */
export interface KnownSecrets {
  /** From here on. Bytes are known as text, in hex and in base64. */
  learn(secret: string | Uint8Array): void;
  /** The text without them, without those of the call under way, and without what looks like one. */
  conceal(text: string): string;
}

/** Rotated secrets pile up; the oldest go first. */
const MOST_SECRETS = 4096;

/** Shorter ones are none, and would be found all over a text. */
const LEAST_CHARACTERS = 8;

/** What nobody told us of, and is a secret by how it is written. */
const LOOKS_SECRET: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, '$1 ***'],
  [/([a-z][a-z0-9+.-]*:\/\/)[^\s/:@]*:[^\s/@]*@/gi, '$1***@'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '*** private key ***'],
  [/\b(password|passwd|passphrase|secret|token|api[_-]?key)(["']?\s*[=:]\s*)(["']?)[^\s"',;&}]{4,}/gi, '$1$2$3***'],
];

export function createKnownSecrets(): KnownSecrets {
  const known = new Set<string>();
  const remember = (text: string): void => {
    if (text.length < LEAST_CHARACTERS) return;
    known.delete(text);
    known.add(text);
    const [oldest] = known;
    if (known.size > MOST_SECRETS && oldest !== undefined) known.delete(oldest);
  };
  return {
    learn: (secret) => {
      for (const text of formsOf(secret)) remember(text);
    },
    conceal: (text) => withoutLookalikes(withoutSecrets(text, [...(currentCall()?.secrets ?? []), ...known])),
  };
}

function formsOf(secret: string | Uint8Array): readonly string[] {
  const bytes = Buffer.from(secret);
  const text = bytes.toString('utf8');
  return [text, text.trim(), bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')];
}

const withoutLookalikes = (text: string): string =>
  LOOKS_SECRET.reduce((concealed, [pattern, instead]) => concealed.replace(pattern, instead), text);

/** Every text in a value without secrets. */
export function concealIn(secrets: Pick<KnownSecrets, 'conceal'>, value: unknown): unknown {
  if (typeof value === 'string') return secrets.conceal(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => concealIn(secrets, each));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, concealIn(secrets, each)]));
}
