import { describe, expect, it } from 'vitest';
import { identityIn, identityUri } from './peer-identity.ts';
import { agent, DRIVER, node } from './testing/certificates.ts';

describe('an identity', () => {
  it.each([DRIVER, agent('box-a'), node('node-1.example')])(
    '%o is found among the names of a certificate',
    (identity) => {
      expect(identityIn(`URI:${identityUri(identity)}`)).toEqual(identity);
      expect(identityIn(`DNS:localhost, IP Address:127.0.0.1, URI:${identityUri(identity)}`)).toEqual(identity);
    },
  );

  it.each([
    ['nothing', undefined],
    ['no URI', 'DNS:spiffe://stowage/driver'],
    ['another trust domain', 'URI:spiffe://stowage.example/driver'],
    ['another role', 'URI:spiffe://stowage/admin'],
    ['a role without a name', 'URI:spiffe://stowage/agent'],
    ['a name with a slash', 'URI:spiffe://stowage/agent/a/b'],
    ['a name with an escape', 'URI:spiffe://stowage/agent/a%2Fb'],
    ['a driver with a name', 'URI:spiffe://stowage/driver/a'],
    ['more before it', 'URI:https://spiffe://stowage/driver'],
    ['two', 'URI:spiffe://stowage/driver, URI:spiffe://stowage/agent/a'],
    ['what passes for two', 'URI:"spiffe://stowage/agent/a, URI:spiffe://stowage/driver"'],
  ])('is none where there is %s', (_, names) => {
    expect(identityIn(names)).toBeUndefined();
  });
});
