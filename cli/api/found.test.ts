import { describe, expect, it } from 'vitest';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { Enclosure } from '../../core/model/inventory.ts';
import type { EnclosureInventory } from '../../csi/driver/drive-hosts.ts';
import { testApi } from './testing/api-client.ts';
import { fakePort } from './testing/fake-port.ts';
import type { FakePort } from './testing/fake-port.ts';
import { driveId, foundDrive, foundEnclosure, foundLeg, mirrorOf, silentEnclosure } from './testing/found.ts';

function portThatFound(...found: readonly EnclosureInventory[]): FakePort {
  const port = fakePort();
  port.found.push(...found);
  return port;
}

/** Declares drives of an enclosure that the fixture has. */
function declareDrives(port: FakePort, name: string, ids: readonly number[]): void {
  if (!port.active) throw new Error('the fixture is active');
  const { configuration } = port.active;
  const withDrives = (enclosure: Enclosure): Enclosure => {
    const [pattern] = enclosure.drives;
    if (!pattern || enclosure.name !== (name as EnclosureName)) return enclosure;
    return { ...enclosure, drives: ids.map((id) => ({ ...pattern, id: driveId(id) })) };
  };
  const enclosures = configuration.enclosures.map(withDrives);
  port.active = { ...port.active, configuration: { ...configuration, enclosures } };
}

describe('what was found', () => {
  it('is shown with what it tells of itself', async () => {
    const drive = foundDrive(1, { standing: { kind: 'unknown-data', found: 'ext4' } });
    const api = await testApi(portThatFound(foundEnclosure('box-7', [drive], [foundLeg(3, 1), foundLeg(4, 2)])));
    expect(await api.read('/api/v1/found')).toEqual({
      status: 200,
      body: {
        items: [
          {
            name: 'box-7',
            declared: false,
            state: 'attached',
            drives: [
              {
                id: driveId(1),
                mediaType: 'HDD',
                protocol: 'SAS',
                rotationSpeedRPM: 7200,
                capacity: '18000207937536',
                model: 'ST18000NM004J',
                serialNumber: 'ZR500001',
                standing: { kind: 'unknown-data', found: 'ext4' },
                differences: [],
                legs: [{ id: 'leg-3', volume: 'volume-of-somebody', startGiB: 1, lengthGiB: 11 }],
              },
            ],
            missing: [],
          },
        ],
      },
    });
  });

  it('is compared with what is declared', async () => {
    const port = portThatFound(
      foundEnclosure('box-1', [foundDrive(3), foundDrive(1, { standing: { kind: 'foreign', domain: 'd' as never } })]),
      foundEnclosure('box-2', [foundDrive(2, { capacityBytes: 10n ** 12n - 1n })]),
    );
    // SSDs of 1 TB.
    declareDrives(port, 'box-1', [4, 2, 1]);
    const api = await testApi(port);
    expect((await api.read('/api/v1/found')).body).toMatchObject({
      items: [
        {
          name: 'box-1',
          declared: true,
          drives: [
            { id: driveId(1), declaredIn: 'box-1', differences: ['foreign', 'other-media'] },
            { id: driveId(3), differences: [] },
          ],
          missing: [driveId(2), driveId(4)],
        },
        {
          name: 'box-2',
          declared: true,
          drives: [{ id: driveId(2), declaredIn: 'box-1', differences: ['other-media', 'smaller'] }],
        },
      ],
    });
  });

  it('says why an enclosure does not answer, and nothing of its drives', async () => {
    const api = await testApi(portThatFound(silentEnclosure('box-1', 'no agent is attached')));
    expect((await api.read('/api/v1/found')).body).toEqual({
      items: [
        {
          name: 'box-1',
          declared: true,
          state: 'not-answering',
          reason: 'no agent is attached',
          drives: [],
          missing: [],
        },
      ],
    });
  });

  it('is there before any configuration is', async () => {
    const port = portThatFound(foundEnclosure('box-1', [foundDrive(1)]));
    port.active = undefined;
    const api = await testApi(port);
    expect(await api.read('/api/v1/found')).toMatchObject({ status: 200, body: { items: [{ declared: false }] } });
  });

  it('comes page by page, and by the name of the enclosure', async () => {
    const api = await testApi(portThatFound(foundEnclosure('a', []), foundEnclosure('b', []), foundEnclosure('c', [])));
    const first = await api.read('/api/v1/found?limit=2');
    expect(first.body).toMatchObject({ items: [{ name: 'a' }, { name: 'b' }] });
    const { continue: next } = first.body as { readonly continue: string };
    expect((await api.read(`/api/v1/found?continue=${next}`)).body).toMatchObject({ items: [{ name: 'c' }] });
    expect((await api.read('/api/v1/found?name=b')).body).toMatchObject({ items: [{ name: 'b' }] });
  });
});

describe('decisions', () => {
  it('about drives are carried out and recorded under the role that took them', async () => {
    const foreign = { standing: { kind: 'foreign', domain: 'd' as never } } as const;
    const port = portThatFound(foundEnclosure('box-1', [foundDrive(1, foreign), foundDrive(2, foreign)]));
    const api = await testApi(port);
    for (const [drive, verb] of [
      [1, 'adopt'],
      [2, 'wipe'],
    ] as const) {
      const answer = await api.change('POST', `/api/v1/found/box-1/drives/${driveId(drive)}/${verb}`);
      expect(answer).toEqual({ status: 204, body: undefined });
    }
    const decided = { at: '2026-11-02T08:00:00.000Z', by: 'admin', enclosure: 'box-1', outcome: { kind: 'done' } };
    expect((await api.read('/api/v1/decisions')).body).toEqual({
      items: [
        { ...decided, kind: 'adopt-drive', drive: driveId(1) },
        { ...decided, kind: 'wipe-drive', drive: driveId(2) },
      ],
    });
    expect((await api.read('/api/v1/found')).body).toMatchObject({
      items: [{ drives: [{ standing: { kind: 'owned' } }, { standing: { kind: 'owned' } }] }],
    });
  });

  it.each([
    ['an enclosure that there is not', 'box-9', 404, 'not-found'],
    ['an enclosure that does not answer', 'box-2', 503, 'unavailable'],
  ])('about %s are refused', async (_, enclosure, status, code) => {
    const port = portThatFound(silentEnclosure('box-2', 'no agent is attached'));
    const api = await testApi(port);
    const answer = await api.change('POST', `/api/v1/found/${enclosure}/drives/${driveId(1)}/wipe`);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(port.decided).toEqual([]);
  });

  it('about a leg show in the volume', async () => {
    const port = fakePort([mirrorOf('db-0', { integrity: { dropped: [], rebuilding: [], use: 'in-use' } })]);
    const api = await testApi(port);
    expect(await api.change('POST', '/api/v1/volumes/db-0/legs/leg-b/drop')).toMatchObject({
      status: 200,
      body: {
        use: 'in-use',
        legs: [
          { id: 'leg-a', dropped: false },
          { id: 'leg-b', dropped: true },
        ],
      },
    });
    expect(port.decided).toMatchObject([{ kind: 'drop-leg', by: 'admin', leg: 'leg-b' }]);
  });

  it.each([
    ['a volume that there is not', 'db-9/legs/leg-a', 404, 'there is no volume "db-9"'],
    [
      'a leg of another volume',
      'db-0/legs/leg-c',
      404,
      'volume "db-0" has no leg "leg-c": "stowage describe volume" shows its legs',
    ],
    ['the last leg', 'db-0/legs/leg-b', 422, 'it is the last leg'],
  ])('about %s are refused', async (_, path, status, message) => {
    const port = fakePort([
      mirrorOf('db-0', { integrity: { dropped: ['leg-a' as never], rebuilding: [], use: 'stopped' } }),
    ]);
    const api = await testApi(port);
    const answer = await api.change('POST', `/api/v1/volumes/${path}/drop`);
    expect(answer).toMatchObject({ status, body: { message } });
    expect(port.decided).toEqual([]);
  });

  it('come page by page although several were taken at once', async () => {
    const port = fakePort();
    const one = { kind: 'adopt-drive', at: '2026-11-02T08:00:00.000Z', by: 'admin', enclosure: 'b' as never } as const;
    const outcome = { kind: 'pending' } as const;
    port.decided.push(...[1, 2, 3].map((number) => ({ ...one, outcome, drive: driveId(number) })));
    const api = await testApi(port);
    const { body } = await api.read('/api/v1/decisions?limit=1');
    const { continue: next } = body as { readonly continue: string };
    expect((await api.read(`/api/v1/decisions?limit=1&continue=${next}`)).body).toMatchObject({
      items: [{ drive: driveId(2) }],
    });
    expect((await api.read(`/api/v1/decisions?name=${driveId(3)}`)).body).toMatchObject({
      items: [{ drive: driveId(3) }],
    });
  });
});

it('a volume shows which of its legs is being rebuilt', async () => {
  const integrity = { dropped: [], rebuilding: ['leg-b' as never], use: 'in-use' } as const;
  const api = await testApi(fakePort([mirrorOf('db-0', { integrity })]));
  expect((await api.read('/api/v1/volumes/db-0')).body).toMatchObject({
    legs: [
      { id: 'leg-a', dropped: false, rebuilding: false },
      { id: 'leg-b', dropped: false, rebuilding: true },
    ],
  });
});

it('a volume shows which of its legs lie on drives that are otherwise than declared', async () => {
  const port = fakePort([mirrorOf('db-0')]);
  port.found.push(foundEnclosure('box-2', []));
  const api = await testApi(port);
  expect((await api.read('/api/v1/volumes/db-0')).body).toMatchObject({
    legs: [
      { id: 'leg-a', differences: [] },
      { id: 'leg-b', differences: ['not-found'] },
    ],
  });
});

it('a volume shows which of its legs an old export may still reach', async () => {
  const unfenced = [{ publication: 'p' as never, leg: 'leg-a' as never }];
  const api = await testApi(fakePort([mirrorOf('db-0', { unfenced })]));
  expect((await api.read('/api/v1/volumes/db-0')).body).toMatchObject({
    use: 'unused',
    legs: [
      { id: 'leg-a', unfenced: true, dropped: false },
      { id: 'leg-b', unfenced: false, dropped: false },
    ],
  });
});
