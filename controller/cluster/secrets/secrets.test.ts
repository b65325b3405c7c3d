import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS, SECRET_ACCESS } from '../api/access.ts';
import { SECRETS } from '../api/resource.ts';
import { turn, putObject, removeObject, until } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { clusterSecrets } from './secrets.ts';

const KEYS = { namespace: 'stowage-system', name: 'keys' };
const CHAP = { namespace: 'stowage-system', name: 'chap' };
const never = (): Promise<void> => new Promise(() => undefined);

const secret = (content: string, { name, namespace } = KEYS, annotations = {}, key = 'secret') => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace, annotations },
  data: { [key]: Buffer.from(content).toString('base64') },
});

function secrets(pause: () => Promise<void> = turn) {
  const cluster = simulateCluster([...CONTROLLER_ACCESS, ...SECRET_ACCESS]);
  const kubectl = cluster.api('kubectl');
  const stop = new AbortController();
  const told: string[] = [];
  const changed = ({ name }: { readonly name: string }, change: string) => void told.push(`${name} ${change}`);
  const found = clusterSecrets(cluster.api(), { signal: stop.signal, failed: () => undefined, pause, changed });
  const watches = (count: number) =>
    until(() => cluster.calls.filter((call) => call.includes('watch')).length === count);
  const end = async (): Promise<void> => {
    stop.abort();
    await found.ended();
  };
  return { cluster, kubectl, told, secrets: found, watches, end };
}

describe('a Secret', () => {
  it('is read as it is when it is asked for', async () => {
    const { secrets: found, kubectl } = secrets(never);
    expect(await found.read(KEYS)).toBeUndefined();
    await putObject(kubectl, SECRETS, secret('before'));
    expect(Buffer.from((await found.read(KEYS)) ?? []).toString()).toBe('before');
    await putObject(kubectl, SECRETS, secret('after'));
    expect(Buffer.from((await found.read(KEYS)) ?? []).toString()).toBe('after');
  });

  it('without the key says which it needs', async () => {
    const { secrets: found, kubectl } = secrets(never);
    await putObject(kubectl, SECRETS, secret('x', KEYS, {}, 'password'));
    await expect(found.read(KEYS)).rejects.toThrow('secret/stowage-system/keys has no key "secret"');
  });

  it('is not waited for', async () => {
    const { cluster } = secrets();
    const silent = { ...cluster.api(), get: () => new Promise<undefined>(() => undefined) };
    const { signal } = new AbortController();
    const found = clusterSecrets(silent, { signal, failed: () => undefined, pause: turn, changed: () => undefined });
    await expect(found.read(KEYS)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('a Secret that is followed', () => {
  it('tells what it holds, not that it was written', async () => {
    const { secrets: found, kubectl, told, watches, end } = secrets();
    await putObject(kubectl, SECRETS, secret('one'));
    found.follow([KEYS]);
    await watches(1);
    await putObject(kubectl, SECRETS, secret('one', KEYS, { touched: 'yes' }));
    await putObject(kubectl, SECRETS, secret('two', KEYS, { touched: 'yes' }));
    await until(() => told.length > 0);
    expect(told).toEqual(['keys changed']);
    await end();
  });

  it('tells that it is gone, and what it is when it is back', async () => {
    const { secrets: found, kubectl, told, watches, end } = secrets();
    found.follow([KEYS]);
    await watches(1);
    await putObject(kubectl, SECRETS, secret('one'));
    await until(() => told.length === 1);
    await removeObject(kubectl, SECRETS, KEYS);
    await until(() => told.length === 2);
    await putObject(kubectl, SECRETS, secret('one'));
    await until(() => told.length === 3);
    await removeObject(kubectl, SECRETS, KEYS);
    await putObject(kubectl, SECRETS, secret('two'));
    await until(() => told.length === 5);
    expect(told).toEqual(['appeared', 'gone', 'appeared', 'gone', 'changed'].map((each) => `keys ${each}`));
    await end();
  });

  it('is alone told of, and no more once it is not followed', async () => {
    const { secrets: found, kubectl, told, watches, end } = secrets();
    await putObject(kubectl, SECRETS, secret('one'));
    await putObject(kubectl, SECRETS, secret('one', CHAP));
    found.follow([KEYS, CHAP]);
    found.follow([CHAP]);
    await watches(1);
    await putObject(kubectl, SECRETS, secret('two'));
    await putObject(kubectl, SECRETS, secret('two', { ...KEYS, name: 'other' }));
    await putObject(kubectl, SECRETS, secret('two', CHAP));
    await until(() => told.length > 0);
    expect(told).toEqual(['chap changed']);
    await end();
  });
});
