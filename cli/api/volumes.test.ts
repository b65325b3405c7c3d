import { describe, expect, it } from 'vitest';
import { gib } from '../../core/model/capacity.ts';
import { testApi } from './testing/api-client.ts';
import { fakePort } from './testing/fake-port.ts';
import { ACTIVE_WITH_GOLD, publicationOf, volumeOf } from './testing/fixture.ts';

describe('creating a volume', () => {
  it('asks the driver for what the class declares, where the node is', async () => {
    const port = fakePort();
    const api = await testApi(port);
    const body = { name: 'db-0', class: 'fast', size: '1500M', node: 'worker-1' };
    const answer = await api.change('POST', '/api/v1/volumes', body);
    expect(answer).toMatchObject({ status: 201, body: { name: 'db-0', sizeGiB: 2, classes: ['fast'], mode: 'mount' } });
    const node = { rack: 'rack-a', bandwidthDomain: 'row-1' };
    expect(port.created).toEqual([
      {
        name: 'db-0',
        size: { required: 2, limit: undefined },
        parameters: { type: 'slice' },
        capabilities: [{ kind: 'mount', accessMode: 'ReadWriteOnce', fsType: undefined, mountFlags: [] }],
        requisite: [node],
        preferred: [node],
      },
    ]);
  });

  it('makes block devices', async () => {
    const port = fakePort();
    const api = await testApi(port);
    await api.change('POST', '/api/v1/volumes', { name: 'raw', class: 'fast', size: '1Gi', mode: 'block' });
    expect(port.created[0]?.capabilities).toEqual([{ kind: 'block', accessMode: 'ReadWriteOnce' }]);
    expect(port.created[0]?.requisite).toEqual([]);
  });

  it.each([
    ['an unknown class', { class: 'gold' }, 400, 'there is no class "gold"; the active revision declares fast, fixed'],
    ['an unknown node', { node: 'worker-9' }, 400, 'there is no node "worker-9" in the Topology: declare it there'],
    ['no size at all', { size: '0' }, 400, 'size "0" is no quantity between 1 byte and 1Ei, such as 10Gi'],
    ['a size beyond any drive', { size: '2Ei' }, 400, 'size "2Ei" is no quantity between 1 byte and 1Ei, such as 10Gi'],
    ['more than there is', { size: '1001Gi' }, 507, 'no drive has 1001 GiB left'],
    ['an unknown field', { sizes: '1Gi' }, 400, 'body must NOT have additional properties: "sizes"'],
    ['a number for text', { size: 10 }, 400, 'body/size must be string'],
    ['a name too long', { name: 'n'.repeat(129) }, 400, 'body/name must NOT have more than 128 characters'],
  ])('refuses %s', async (_, change, status, message) => {
    const port = fakePort();
    const api = await testApi(port);
    const answer = await api.change('POST', '/api/v1/volumes', { name: 'v', class: 'fast', size: '1Gi', ...change });
    expect(answer).toMatchObject({ status, body: { message } });
    expect(port.volumes.size).toBe(0);
  });

  it('waits for a configuration', async () => {
    const port = fakePort();
    port.active = undefined;
    const api = await testApi(port);
    const answer = await api.change('POST', '/api/v1/volumes', { name: 'v', class: 'fast', size: '1Gi' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'not-ready' } });
  });

  it.each([
    ['text/plain', 'hello', 415, 'unsupported-media-type'],
    ['application/json', '{"name":', 400, 'invalid-argument'],
    ['application/json', '{"__proto__":{}}', 400, 'invalid-argument'],
    ['application/json', `{"name":"${'x'.repeat(70_000)}"}`, 413, 'too-large'],
  ])('refuses a body that is %s %s', async (type, payload, status, code) => {
    const api = await testApi(fakePort());
    const headers = { 'content-type': type, authorization: `Bearer ${'b'.repeat(64)}` };
    const answer = await api.as(undefined, { method: 'POST', url: '/api/v1/volumes', payload, headers });
    expect(answer).toMatchObject({ status, body: { code } });
    expect(api.bugs).toEqual([]);
  });
});

describe('showing a volume', () => {
  it('shows where it lies and where it is published', async () => {
    const volume = volumeOf('db 0/ä', { phase: { kind: 'expanding', target: gib(20) } });
    const port = fakePort([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const api = await testApi(port);
    const { body } = await api.read(`/api/v1/volumes/${encodeURIComponent('db 0/ä')}`);
    expect(body).toMatchObject({
      name: 'db 0/ä',
      phase: 'expanding',
      targetGiB: 20,
      legs: [{ drive: 'eui.box-1-1', enclosure: 'box-1', startGiB: 1, lengthGiB: 11, strandedGiB: 0 }],
      publishedTo: [{ node: 'worker-1', phase: 'published', readonly: false }],
      reasons: ['least waste among 15 drives'],
    });
  });

  it('takes a name as long as CSI allows', async () => {
    const name = 'ä'.repeat(64);
    const api = await testApi(fakePort([volumeOf(name)]));
    expect((await api.read(`/api/v1/volumes/${encodeURIComponent(name)}`)).status).toBe(200);
  });

  it('prefers the volume that is there over one of that name that is being released', async () => {
    const gone = volumeOf('db-0', { phase: { kind: 'releasing' } });
    const here = volumeOf('db-0');
    const api = await testApi(fakePort([gone, here]));
    expect((await api.read('/api/v1/volumes/db-0')).body).toMatchObject({ id: here.id });
  });

  it('says that there is none', async () => {
    const api = await testApi(fakePort());
    expect(await api.read('/api/v1/volumes/db-0')).toEqual({
      status: 404,
      body: { code: 'not-found', message: 'there is no volume "db-0"' },
    });
  });

  it.each([
    ['parameters alike, filesystem alike', {}, ['fast', 'same']],
    ['another filesystem', { fsType: 'xfs' as const }, []],
    ['block, where the filesystem says nothing', { mode: 'block' as const, fsType: 'xfs' as const }, ['fast', 'same']],
    [
      'keys of Kubernetes beside',
      { parameters: { type: 'slice', 'csi.storage.k8s.io/pv/name': 'x' } },
      ['fast', 'same'],
    ],
    ['other parameters', { parameters: { type: 'hdd' } }, []],
  ])('names the classes that ask for the same: %s', async (_, change, classes) => {
    const port = fakePort([volumeOf('db-0', change)]);
    const [fast, fixed] = port.active?.configuration.classes ?? [];
    if (!port.active || !fast || !fixed) throw new Error('the fixture has two classes');
    const configuration = { ...port.active.configuration, classes: [fast, fixed, { ...fast, name: 'same' as never }] };
    port.active = { ...port.active, configuration };
    const api = await testApi(port);
    expect((await api.read('/api/v1/volumes/db-0')).body).toMatchObject({ classes });
  });
});

describe('growing and deleting a volume', () => {
  it('grows it', async () => {
    const api = await testApi(fakePort([volumeOf('db-0')]));
    const answer = await api.change('POST', '/api/v1/volumes/db-0/expand', { size: '20Gi' });
    expect(answer).toMatchObject({ status: 200, body: { sizeGiB: 20 } });
  });

  it('does not where the class does not allow it, as Kubernetes would not', async () => {
    const api = await testApi(fakePort([volumeOf('db-0', { parameters: { requiredTags: 'fast', type: 'slice' } })]));
    const answer = await api.change('POST', '/api/v1/volumes/db-0/expand', { size: '20Gi' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'denied' } });
  });

  it.each([
    ['gold', 200, { attributes: { maxIops: '5000' } }],
    ['silver', 400, { message: 'there is no VolumeAttributesClass "silver"; the active revision declares gold' }],
  ])('gives it what class %s says: %d', async (attributesClass, status, body) => {
    const port = fakePort([volumeOf('db-0')]);
    port.active = ACTIVE_WITH_GOLD;
    const api = await testApi(port);
    expect(await api.change('POST', '/api/v1/volumes/db-0/modify', { attributesClass })).toMatchObject({
      status,
      body,
    });
  });

  it('deletes it', async () => {
    const port = fakePort([volumeOf('db-0')]);
    const api = await testApi(port);
    expect(await api.change('DELETE', '/api/v1/volumes/db-0')).toEqual({ status: 204, body: undefined });
    expect(port.volumes.size).toBe(0);
  });

  it('does not while it is published', async () => {
    const volume = volumeOf('db-0');
    const port = fakePort([volume]);
    port.publications.push(publicationOf(volume, 'worker-1'));
    const api = await testApi(port);
    expect(await api.change('DELETE', '/api/v1/volumes/db-0')).toMatchObject({ status: 409, body: { code: 'in-use' } });
    expect(port.volumes.size).toBe(1);
  });

  it.each([
    ['DELETE', '/api/v1/volumes/db-9', undefined],
    ['POST', '/api/v1/volumes/db-9/expand', { size: '1Gi' }],
  ] as const)('%s %s: there is none', async (method, url, body) => {
    const api = await testApi(fakePort());
    expect(await api.change(method, url, body)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});

describe('bugs', () => {
  it('are told to the log, not to the client', async () => {
    const port = fakePort();
    const bug = new Error('secret path /var/lib');
    const api = await testApi({ ...port, revisions: () => Promise.reject(bug) });
    const answer = await api.read('/api/v1/revisions');
    expect(answer).toEqual({
      status: 500,
      body: { code: 'internal', message: 'this is a bug of the server; its log says more' },
    });
    expect(api.bugs).toEqual([bug]);
  });
});
