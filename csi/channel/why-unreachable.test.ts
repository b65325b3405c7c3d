import { describe, expect, it } from 'vitest';
import { whyUnreachable } from './why-unreachable.ts';

const wrapped = (cause: string): string => `No connection established. Last error: ${cause}. Resolution note: `;

describe('why the driver cannot be dialled', () => {
  it.each([
    [
      'nobody listens',
      wrapped('Error: connect ECONNREFUSED 127.0.0.1:1'),
      /^connect ECONNREFUSED 127.0.0.1:1: nothing/,
    ],
    ['the HTTP API listens', wrapped('Error: 80:error:0A:SSL routines:record:wrong version number:c:350:\n'), /no TLS/],
    ['another authority', wrapped('Error: self-signed certificate in certificate chain'), /authority in ca\.crt/],
    [
      'another name',
      wrapped("Error [ERR_TLS_CERT_ALTNAME_INVALID]: Host: a. is not in the cert's altnames: DNS:b"),
      /^Host: a\. is not in the cert's altnames: DNS:b: dial/,
    ],
    ['an expired certificate', wrapped('Error: certificate has expired'), /^certificate has expired: issue/],
    ['no such host', 'Name resolution failed for target dns:a:1', /: check the host name of --driver$/],
    ['a cause of its own', wrapped('Error: read ECONNRESET'), /^read ECONNRESET$/],
    ['a plain status', 'the agent was replaced by a newer one', /^the agent was replaced by a newer one$/],
  ])('%s', (_, details, said) => {
    expect(whyUnreachable(details)).toMatch(said);
    expect(whyUnreachable(details)).not.toMatch(/Resolution note|No connection established/);
  });
});
