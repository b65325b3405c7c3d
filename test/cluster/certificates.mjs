// @ts-check
import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createAuthority, signCertificate } from '../../dist/cli/certificates/x509.js';

const DAY_MILLISECONDS = 86_400_000;

/**
 * An authority of this run, the API server's certificate, and the key that signs tokens of service accounts.
 * @param {string} folder
 * @returns {Promise<{ readonly ca: string, readonly files: { readonly ca: string, readonly certificate: string,
 *   readonly key: string, readonly tokenKey: string } }>}
 */
export async function makeCertificates(folder) {
  const now = Date.now();
  const validity = { notBefore: new Date(now - DAY_MILLISECONDS), notAfter: new Date(now + DAY_MILLISECONDS) };
  const authority = await createAuthority('cluster test authority', validity);
  const server = await signCertificate(authority, {
    commonName: 'kube-apiserver',
    uri: 'urn:stowage:test',
    hosts: ['127.0.0.1', 'localhost', 'kubernetes.default.svc'],
    usage: 'server',
    validity,
  });
  const file = (/** @type {string} */ name) => path.join(folder, name);
  const files = {
    ca: file('ca.crt'),
    certificate: file('api.crt'),
    key: file('api.key'),
    tokenKey: file('tokens.key'),
  };
  await writeFile(files.ca, authority.certificate);
  await writeFile(files.certificate, server.certificate);
  await writeFile(files.key, server.key, { mode: 0o600 });
  // In the form that kube-apiserver reads the public half from as well.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await writeFile(files.tokenKey, privateKey.export({ type: 'sec1', format: 'pem' }), { mode: 0o600 });
  return { ca: authority.certificate, files };
}
