import { describe, expect, it } from 'vitest';
import type { DriveId } from '../../core/model/ids.ts';
import type { ObservedDrive } from '../../csi/backends/composable/enclosure-host.ts';
import type { Page } from './paging.ts';
import { testApi } from './testing/api-client.ts';
import type { TestApi } from './testing/api-client.ts';
import { fakePort } from './testing/fake-port.ts';
import { revisionOf, volumeOf } from './testing/fixture.ts';
import { foundDrive, foundEnclosure } from './testing/found.ts';

type Named = Readonly<Record<string, unknown>>;

const pageOf = async (api: TestApi, url: string): Promise<Page<Named>> => (await api.read(url)).body as Page<Named>;

/** Every page, one after the other. */
async function all(api: TestApi, path: string, limit: number): Promise<readonly (readonly Named[])[]> {
  const pages: (readonly Named[])[] = [];
  let from = '';
  for (;;) {
    const page = await pageOf(api, `/api/v1/${path}?limit=${String(limit)}${from}`);
    pages.push(page.items);
    if (page.continue === undefined) return pages;
    from = `&continue=${page.continue}`;
  }
}

describe('pages', () => {
  it.each([1, 4, 5, 14, 15, 16])('of %i drives hold every drive once, in order', async (limit) => {
    const api = await testApi(fakePort());
    const pages = await all(api, 'drives', limit);
    const ids = pages.flat().map(({ id }) => String(id));
    expect(ids).toHaveLength(15);
    expect(new Set(ids).size).toBe(15);
    expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    expect(ids.slice(0, 3)).toEqual(['eui.box-1-1', 'eui.box-1-10', 'eui.box-1-11']);
  });

  it('go on where they were although what they ended with is gone', async () => {
    const port = fakePort(['a', 'b', 'c', 'd'].map((name) => volumeOf(name)));
    const api = await testApi(port);
    const first = await pageOf(api, '/api/v1/volumes?limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['a', 'b']);
    port.volumes.delete(String(first.items[1]?.['id']));
    const second = await pageOf(api, `/api/v1/volumes?limit=2&continue=${String(first.continue)}`);
    expect(second.items.map(({ name }) => name)).toEqual(['c', 'd']);
    expect(second.continue).toBeUndefined();
  });

  it.each(['limit=0', 'limit=5001', 'limit=ten', 'order=name', 'continue='])('refuse %s', async (query) => {
    const api = await testApi(fakePort());
    expect(await api.read(`/api/v1/drives?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-argument' },
    });
  });

  it('refuse a place that no page said', async () => {
    const api = await testApi(fakePort());
    expect(await api.read('/api/v1/drives?continue=!!!')).toMatchObject({ status: 400, body: { code: 'bad-token' } });
  });
});

describe('what is listed', () => {
  it.each([
    ['drives', 'eui.box-2-2', 'id'],
    ['enclosures', 'box-2', 'name'],
    ['bandwidth-domains', 'row-1', 'name'],
    ['backends', 'main', 'name'],
    ['classes', 'fixed', 'name'],
    ['volumes', 'db-0', 'name'],
  ])('one of the %s by its name', async (path, name, field) => {
    const api = await testApi(fakePort([volumeOf('db-0'), volumeOf('db-1')]));
    const { items } = await pageOf(api, `/api/v1/${path}?name=${name}`);
    expect(items.map((item) => item[field])).toEqual([name]);
    expect((await pageOf(api, `/api/v1/${path}?name=nothing`)).items).toEqual([]);
  });

  it('drives with their use', async () => {
    const whole = volumeOf('big', { layout: 'single' });
    const leg = { ...whole.legs[0]!, drive: 'eui.box-1-2' as never, stranded: 5 as never };
    const api = await testApi(fakePort([volumeOf('a'), volumeOf('b'), { ...whole, legs: [leg] }]));
    const drive = async (id: string) => (await pageOf(api, `/api/v1/drives?name=${id}`)).items[0];
    expect(await drive('eui.box-1-1')).toMatchObject({ use: 'sliced', usedGiB: 22, volumes: ['a', 'b'] });
    expect(await drive('eui.box-1-2')).toMatchObject({ use: 'whole', usedGiB: 16, volumes: ['big'] });
    expect(await drive('eui.box-1-3')).toMatchObject({
      use: 'blank',
      usedGiB: 0,
      volumes: [],
      capacity: '1000000000000',
    });
  });

  it('drives with what was found otherwise than declared', async () => {
    const port = fakePort();
    const asDeclared = { mediaType: 'SSD', capacityBytes: 10n ** 12n } as const;
    const found = (number: number, change: Partial<ObservedDrive>): ObservedDrive =>
      foundDrive(number, { ...asDeclared, id: `eui.box-2-${String(number)}` as DriveId, ...change });
    port.found.push(
      foundEnclosure('box-2', [
        found(1, { capacityBytes: 10n ** 13n }),
        found(2, { standing: { kind: 'in-use', by: 'swap' }, capacityBytes: 10n ** 11n, mediaType: 'HDD' }),
      ]),
    );
    const api = await testApi(port);
    const { items } = await pageOf(api, '/api/v1/drives?limit=15');
    const differences = Object.fromEntries(items.map((drive) => [String(drive['id']), drive['differences']]));
    expect(differences).toMatchObject({
      // Its agent has not told.
      'eui.box-1-1': [],
      'eui.box-2-1': [],
      'eui.box-2-2': ['in-use', 'other-media', 'smaller'],
      'eui.box-2-3': ['not-found'],
    });
  });

  it('enclosures, backends and classes with what lies on them', async () => {
    const api = await testApi(fakePort([volumeOf('a'), volumeOf('b')]));
    expect((await pageOf(api, '/api/v1/enclosures')).items).toMatchObject([
      { name: 'box-1', drives: 12, drivesInUse: 1, capacity: '12000000000000', domains: { rack: 'rack-a' } },
      { name: 'box-2', drives: 3, drivesInUse: 0 },
    ]);
    expect((await pageOf(api, '/api/v1/backends')).items).toMatchObject([
      { name: 'main', volumes: 2, sizeGiB: 20, encryptionSecret: 'stowage-system/keys', storageGroups: ['sg-a'] },
    ]);
    expect((await pageOf(api, '/api/v1/classes')).items).toMatchObject([
      { name: 'fast', volumes: 2, parameters: { type: 'slice' } },
      { name: 'fixed', volumes: 0, allowVolumeExpansion: false },
    ]);
  });

  it('revisions, oldest first, those that never became a configuration among them', async () => {
    const port = fakePort();
    const place = { file: 'a.yaml', line: 1, column: 2, endLine: 1, endColumn: 3 };
    const findings = [{ code: 'yaml/syntax', severity: 'error', message: 'no YAML', place }] as const;
    const refused = { kind: 'refused', at: '2026-11-01T10:05:00.000Z', findings, leftOut: 0 } as const;
    port.proposed.push(revisionOf(10, { status: { kind: 'active', since: '', findings: [] } }), revisionOf(2));
    port.proposed.push(revisionOf(5, { number: undefined, status: refused }));
    const api = await testApi(port);
    expect((await all(api, 'revisions', 1)).flat()).toMatchObject([
      { number: 2, state: 'superseded', findings: [] },
      { state: 'refused', findings: [{ code: 'yaml/syntax', severity: 'error', message: 'no YAML', place }] },
      { number: 10, state: 'active' },
    ]);
    expect((await pageOf(api, '/api/v1/revisions?name=10')).items).toHaveLength(1);
    expect((await pageOf(api, `/api/v1/revisions?name=${'c'.repeat(40)}`)).items).toHaveLength(1);
  });

  it('nothing before a configuration is active, but volumes and revisions are', async () => {
    const port = fakePort();
    port.active = undefined;
    const api = await testApi(port);
    for (const path of ['drives', 'enclosures', 'backends', 'classes', 'configuration']) {
      expect(await api.read(`/api/v1/${path}`)).toMatchObject({ status: 503, body: { code: 'not-ready' } });
    }
    expect((await api.read('/api/v1/volumes')).status).toBe(200);
    expect((await api.read('/api/v1/revisions')).status).toBe(200);
    expect((await api.as(undefined, { url: '/readyz' })).status).toBe(503);
    expect((await api.as(undefined, { url: '/healthz' })).status).toBe(200);
  });

  it('what the active revision declares, as declared', async () => {
    const api = await testApi(fakePort());
    expect((await api.read('/api/v1/configuration')).body).toEqual({
      revision: {
        number: 3,
        commit: 'c'.repeat(40),
        subject: 'Add a class',
        ref: 'main',
      },
      objects: [
        { apiVersion: 'stowage.dev/v1alpha1', kind: 'Backend', metadata: { name: 'main' }, spec: { composable: {} } },
      ],
    });
  });
});
