import { describe, expect, it } from 'vitest';
import { testApi, TOKENS } from './testing/api-client.ts';
import { fakePort } from './testing/fake-port.ts';
import { publicationOf, stuckOperation, volumeOf } from './testing/fixture.ts';
import { driveId, foundDrive, foundEnclosure, mirrorOf } from './testing/found.ts';

const NEW_VOLUME = { name: 'new', class: 'fast', size: '1Gi' };

const READING = [
  'drives',
  'enclosures',
  'bandwidth-domains',
  'backends',
  'classes',
  'volumes',
  'revisions',
  'configuration',
  'volumes/db-0',
  'found',
  'decisions',
  'operations',
];

const CHANGING = [
  { method: 'POST', url: '/api/v1/volumes', payload: NEW_VOLUME },
  { method: 'DELETE', url: '/api/v1/volumes/db-0' },
  { method: 'POST', url: '/api/v1/volumes/db-0/expand', payload: { size: '20Gi' } },
  { method: 'POST', url: `/api/v1/found/box-1/drives/${driveId(1)}/adopt` },
  { method: 'POST', url: `/api/v1/found/box-1/drives/${driveId(1)}/wipe` },
  { method: 'POST', url: '/api/v1/volumes/db-0/legs/leg-a/drop' },
  { method: 'POST', url: '/api/v1/volumes/db-0/nodes/worker-1/unpublish' },
  { method: 'POST', url: `/api/v1/operations/${stuckOperation().id}/retry` },
  { method: 'POST', url: `/api/v1/operations/${stuckOperation().id}/abandon` },
] as const;

describe('who is answered', () => {
  it.each(['/healthz', '/readyz', '/openapi.json'])('everybody at %s', async (url) => {
    const api = await testApi(fakePort());
    expect((await api.as(undefined, { url })).status).toBe(200);
  });

  it.each(READING)('readers and admins at %s', async (path) => {
    const api = await testApi(fakePort([volumeOf('db-0')]));
    const url = `/api/v1/${path}`;
    expect((await api.as(TOKENS.reader, { url })).status).toBe(200);
    expect((await api.as(TOKENS.admin, { url })).status).toBe(200);
  });

  it.each(READING)('nobody else at %s', async (path) => {
    const api = await testApi(fakePort([volumeOf('db-0')]));
    for (const token of [undefined, '', 'c'.repeat(64), TOKENS.reader.slice(1), `${TOKENS.reader} x`]) {
      const { status, body } = await api.as(token, { url: `/api/v1/${path}` });
      expect(status).toBe(401);
      expect(body).toEqual({ code: 'unauthenticated', message: expect.any(String) as unknown });
    }
  });

  it.each(CHANGING)('admins alone at $method $url', async (request) => {
    const volume = mirrorOf('db-0');
    const port = fakePort([volume]);
    port.found.push(foundEnclosure('box-1', [foundDrive(1)]));
    port.underWay.push(stuckOperation());
    if (request.url.endsWith('/unpublish')) port.publications.push(publicationOf(volume, 'worker-1'));
    const api = await testApi(port);
    expect((await api.as(undefined, request)).status).toBe(401);
    expect(await api.as(TOKENS.reader, request)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect([...port.volumes.values()]).toEqual([volume]);
    expect(port.decided).toEqual([]);
    expect((await api.as(TOKENS.admin, request)).status).toBeLessThan(300);
  });

  it('does not tell strangers which routes exist', async () => {
    const api = await testApi(fakePort());
    expect((await api.as(undefined, { url: '/api/v1/nothing' })).status).toBe(401);
    expect((await api.as(TOKENS.reader, { url: '/api/v1/nothing' })).body).toMatchObject({ code: 'no-such-route' });
  });

  it('says how to be known', async () => {
    const api = await testApi(fakePort());
    const { headers } = await api.app.inject({ url: '/api/v1/drives' });
    expect(headers['www-authenticate']).toBe('Bearer realm="stowage"');
  });

  it('takes the scheme in any case', async () => {
    const api = await testApi(fakePort());
    const request = { url: '/api/v1/drives', headers: { authorization: `bearer ${TOKENS.reader}` } };
    expect((await api.app.inject(request)).statusCode).toBe(200);
  });
});
