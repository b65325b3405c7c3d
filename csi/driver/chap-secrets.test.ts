import { hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LegId, PublicationId } from '../../core/model/ids.ts';
import type { SecretRef } from '../../core/model/inventory.ts';
import { chapSecrets } from './chap-secrets.ts';
import type { DriverContext } from './context.ts';

const PUBLICATION = '00000000-0000-4000-8000-000000000001' as PublicationId;
const LEG = '00000000-0000-4000-8000-000000000002' as LegId;
const OTHER_LEG = '00000000-0000-4000-8000-000000000003' as LegId;
const SECRET = new Uint8Array(32).fill(7);

/** A driver that has one secret, and tells what it was asked for. */
function driverWith(secret: Uint8Array | undefined) {
  const asked: SecretRef[] = [];
  const read = (ref: SecretRef) => {
    asked.push(ref);
    return Promise.resolve(secret);
  };
  return { asked, context: { outside: { secrets: { read } } } as unknown as DriverContext };
}

const iscsi = { id: PUBLICATION, transports: ['nvmetcp', 'iscsi'] } as const;

describe('the CHAP secrets of a publication', () => {
  it('derive from the domain’s secret, the publication and the leg', async () => {
    const { context, asked } = driverWith(SECRET);
    const secrets = await chapSecrets(context, iscsi);
    if (secrets.kind === 'error') throw new Error(secrets.message);
    const credentials = secrets.value(LEG);
    expect(credentials.user).toBe(`stowage-${PUBLICATION}`);
    const derived = hkdfSync('sha256', SECRET, PUBLICATION, `stowage/v1/chap/${LEG}`, 16);
    expect(credentials.reveal()).toBe(Buffer.from(derived).toString('hex'));
    expect(credentials.reveal()).toMatch(/^[0-9a-f]{32}$/);
    expect(secrets.value(OTHER_LEG).reveal()).not.toBe(credentials.reveal());
    const older = await chapSecrets(context, { ...iscsi, id: OTHER_LEG as string as PublicationId });
    expect(older.kind === 'ok' && older.value(LEG).reveal()).not.toBe(credentials.reveal());
    expect(asked[0]).toEqual({ namespace: 'stowage-system', name: 'chap' });
  });

  it('show in no JSON', async () => {
    const secrets = await chapSecrets(driverWith(SECRET).context, iscsi);
    const credentials = secrets.kind === 'ok' ? secrets.value(LEG) : undefined;
    expect(JSON.stringify(credentials)).toBe(JSON.stringify({ user: `stowage-${PUBLICATION}` }));
  });

  it.each([
    ['there is none', undefined, 'there is no secret stowage-system/chap'],
    ['it is too short', SECRET.subarray(1), 'has 31 bytes; it needs at least 32'],
  ])('are not to be had where %s', async (_, secret, message) => {
    const outcome = await chapSecrets(driverWith(secret).context, iscsi);
    expect(outcome).toMatchObject({ kind: 'error', code: 'unavailable' });
    expect(outcome.kind === 'error' && outcome.message).toContain(message);
  });

  it('are not asked for where no leg goes by iSCSI', async () => {
    const { context, asked } = driverWith(undefined);
    expect(await chapSecrets(context, { ...iscsi, transports: ['nvmetcp', 'roce'] })).toMatchObject({ kind: 'ok' });
    expect(asked).toEqual([]);
  });
});
