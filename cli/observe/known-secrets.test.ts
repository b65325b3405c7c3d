import { describe, expect, it } from 'vitest';
import { inScope } from '../../csi/call-scope.ts';
import { concealIn, createKnownSecrets } from './known-secrets.ts';

const SECRET = Buffer.from('0123456789abcdef0123456789abcdef');

describe('a text', () => {
  it.each(['utf8', 'hex', 'base64', 'base64url'] as const)('hides a secret that is known, in %s', (encoding) => {
    const secrets = createKnownSecrets();
    secrets.learn(SECRET);
    expect(secrets.conceal(`key ${SECRET.toString(encoding)} is wrong`)).toBe('key *** is wrong');
  });

  it.each([
    ['a token', 'Authorization: Bearer 0123456789abcdef', 'Authorization: Bearer ***'],
    ['a password in a URL', 'fetching https://bob:hunter2@git.example/x', 'fetching https://***@git.example/x'],
    ['a token in a URL', 'fetching https://bob:@git.example/x', 'fetching https://***@git.example/x'],
    [
      'a private key',
      'read -----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----.',
      'read *** private key ***.',
    ],
    ['half a private key', 'read -----BEGIN EC PRIVATE KEY-----\nMIIE', 'read *** private key ***'],
    ['a password', 'mount -o user=bob,password=hunter2,ro', 'mount -o user=bob,password=***,ro'],
    ['a password in JSON', '{"password": "hunter2"}', '{"password": "***"}'],
  ])('hides %s that nobody told of', (_, text, concealed) => {
    expect(createKnownSecrets().conceal(text)).toBe(concealed);
  });

  it.each([
    'the secret stowage-system/keys is lost',
    'no token, or none of this server',
    'made secret a/b in /state/secrets/a/b: keep a copy',
    'http://127.0.0.1:8480/healthz',
  ])('stays as it is where it holds none: %s', (text) => {
    expect(createKnownSecrets().conceal(text)).toBe(text);
  });

  it('hides the secrets of the call under way, and then no more', () => {
    const secrets = createKnownSecrets();
    const text = 'mounting with open sesame failed';
    const scope = { operation: '1', secrets: ['open sesame', 'sesame'] };
    expect(inScope(scope, () => secrets.conceal(text))).toBe('mounting with *** failed');
    expect(secrets.conceal(text)).toBe(text);
  });

  it('is looked for in all of a value', () => {
    const secrets = createKnownSecrets();
    secrets.learn('open sesame');
    const value = { a: ['open sesame', 1], b: { c: 'to open sesame' }, d: undefined };
    expect(concealIn(secrets, value)).toEqual({ a: ['***', 1], b: { c: 'to ***' }, d: undefined });
  });
});
