import { describe, expect, it } from 'vitest';
import { NO_LIMITS } from '../../core/model/inventory.ts';
import type { Backend, Enclosure } from '../../core/model/inventory.ts';
import type { Configuration } from '../../core/model/configuration.ts';
import { secretUses } from './secret-uses.ts';

const backend = (name: string, secret?: string): Backend => ({
  ...NO_LIMITS,
  name: name as Backend['name'],
  state: 'normal',
  labels: new Map(),
  pools: [],
  driver: {
    kind: 'composable',
    storageGroups: undefined,
    encryptionSecretRef: secret === undefined ? undefined : { namespace: 'n', name: secret },
  },
});

const enclosure = (transport: 'iscsi' | 'nvmetcp') =>
  ({ portals: [{ transport, address: '192.0.2.1', port: 1 }] }) as unknown as Enclosure;

/** `NAMESPACE/NAME: BACKENDS`. */
const usesOf = (backends: readonly Backend[], enclosures: readonly Enclosure[] = []): readonly string[] =>
  secretUses({ backends, enclosures } as unknown as Configuration).map(
    ({ ref, backends: by }) => `${ref.namespace}/${ref.name}: ${by.join(', ')}`,
  );

describe('secrets of a configuration', () => {
  it.each([
    ['none, where no backend names one', [backend('a')], [], []],
    ['one that a backend names', [backend('a', 'keys'), backend('b')], [], ['n/keys: a']],
    ['one that two share', [backend('a', 'keys'), backend('b', 'keys')], [], ['n/keys: a, b']],
    ['that of CHAP, where drives go by iSCSI', [backend('a')], [enclosure('iscsi')], ['stowage-system/chap: a']],
    ['and not where none do', [backend('a')], [enclosure('nvmetcp')], []],
  ])('are %s', (_, backends, enclosures, uses) => {
    expect(usesOf(backends, enclosures)).toEqual(uses);
  });

  it('are none before a configuration is active', () => {
    expect(secretUses(undefined)).toEqual([]);
  });
});
