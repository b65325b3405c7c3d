import { describe, expect, it } from 'vitest';
import { gib, gibToBytes } from '../model/capacity.ts';
import type { Configuration } from '../model/configuration.ts';
import type { BackendName, DriveId, EnclosureName, LegId, StorageGroupName } from '../model/ids.ts';
import { drain } from '../model/turns.ts';
import { NO_LIMITS } from '../model/inventory.ts';
import type { MediaType, SecretRef } from '../model/inventory.ts';
import type { Volume } from '../model/volume.ts';
import { groundOf } from './ground.ts';
import { verifyActivation } from './verify-activation.ts';

interface Declared {
  readonly backend?: string;
  readonly driver?: 'composable' | 'nfs';
  readonly secret?: SecretRef | undefined;
  readonly enclosure?: string;
  readonly mediaType?: MediaType;
  readonly capacityGiB?: number;
}

const KEYS: SecretRef = { namespace: 'stowage-system', name: 'keys' };

/** One backend, and one enclosure with the drive `d1`. */
function declaring(declared: Declared): Configuration {
  const { backend = 'main', enclosure = 'e1', mediaType = 'SSD', capacityGiB = 100 } = declared;
  const encryptionSecretRef = 'secret' in declared ? declared.secret : KEYS;
  return {
    backends: [
      {
        name: backend as BackendName,
        state: 'normal',
        labels: new Map(),
        pools: [],
        driver:
          declared.driver === 'nfs'
            ? { kind: 'nfs', servers: ['nas'], exportPath: '/e', mountOptions: [], accessModes: ['ReadWriteMany'] }
            : { kind: 'composable', storageGroups: undefined, encryptionSecretRef },
        ...NO_LIMITS,
      },
    ],
    enclosures: [
      {
        name: enclosure as EnclosureName,
        storageGroup: 'sg' as StorageGroupName,
        domains: new Map(),
        bandwidthDomain: undefined,
        portals: [],
        drives: [
          {
            id: 'd1' as DriveId,
            mediaType,
            protocol: 'SAS',
            rotationSpeedRPM: 0,
            capacityBytes: gibToBytes(gib(capacityGiB)),
            tags: [],
            state: 'enabled',
          },
        ],
      },
    ],
    topology: { levels: [], domains: new Map(), bandwidthDomains: new Map(), nodes: new Map() },
    classes: [],
    policies: [],
    exceptions: [],
  };
}

/** Ends at GiB 12 of the drive. */
const volume = (rest: Partial<Volume> = {}): Volume =>
  ({
    name: 'pvc-1',
    size: gib(10),
    backend: 'main',
    layout: 'slice',
    encryption: { salt: '00', keyGeneration: 1 },
    legs: [
      {
        id: 'leg-1' as LegId,
        drive: 'd1' as DriveId,
        enclosure: 'e1' as EnclosureName,
        extent: { start: gib(1), length: gib(11) },
        stranded: gib(0),
      },
    ],
    ...rest,
  }) as Volume;

const WHOLE = volume({ layout: 'single', encryption: undefined });

const found = (configuration: Configuration, volumes: readonly Volume[], previous?: Configuration) =>
  drain(verifyActivation(groundOf(configuration), volumes, previous && groundOf(previous)));

describe('verifyActivation', () => {
  it.each<[string, Declared, Volume, string]>([
    ['the backend is gone', { backend: 'b' }, volume(), 'backend main, which the configuration no longer has'],
    ['the backend has no drives now', { driver: 'nfs' }, WHOLE, 'backend main, which is no longer composable'],
    ['the drive is elsewhere', { enclosure: 'e2' }, volume(), 'drive d1 in enclosure e1, which'],
    ['the drive ends before the leg', { capacityGiB: 12 }, volume(), 'no longer has at that size'],
    ['an HDD would be sliced', { mediaType: 'HDD' }, volume(), 'to be an SSD, and the configuration calls it HDD'],
    ['a whole drive is another kind', { mediaType: 'HDD' }, WHOLE, 'to be an SSD, and the configuration calls it HDD'],
    ['the Secret is gone', { secret: undefined }, volume(), 'Secret stowage-system/keys for its key, and backend main'],
    ['the Secret is another', { secret: { ...KEYS, name: 'new' } }, volume(), 'names stowage-system/new instead'],
    ['its namespace is another', { secret: { ...KEYS, namespace: 'x' } }, volume(), 'names x/keys instead'],
  ])('refuses where %s', (_, proposed, held, why) => {
    const findings = found(declaring(proposed), [held], declaring({}));
    expect(findings).toMatchObject([{ code: 'plan/holds-data', severity: 'error' }]);
    expect(findings[0]?.message).toContain(`volume pvc-1 (10 GiB) needs `);
    expect(findings[0]?.message).toContain(why);
  });

  it('sees what needs no comparison without the configuration that runs', () => {
    expect(found(declaring({ mediaType: 'HDD' }), [volume()])).toHaveLength(1);
    expect(found(declaring({ secret: undefined }), [volume()])).toHaveLength(1);
    expect(found(declaring({ secret: { ...KEYS, name: 'new' } }), [volume()])).toEqual([]);
  });

  it('lets pass what takes nothing away', () => {
    expect(found(declaring({ capacityGiB: 13 }), [volume(), WHOLE], declaring({}))).toEqual([]);
    expect(found(declaring({ secret: undefined }), [WHOLE], declaring({}))).toEqual([]);
    expect(found(declaring({ mediaType: 'SSD' }), [volume()], declaring({ mediaType: 'HDD' }))).toEqual([]);
  });
});
