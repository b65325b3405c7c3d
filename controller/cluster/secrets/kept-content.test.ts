import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTROLLER_ACCESS, SECRET_ACCESS } from '../api/access.ts';
import type { ClusterApi } from '../api/cluster-api.ts';
import { SECRETS } from '../api/resource.ts';
import { turn, putObject, removeObject, until } from '../testing/objects.ts';
import { simulateCluster } from '../testing/simulated-cluster.ts';
import { clusterSecrets } from './secrets.ts';

const KEYS = { namespace: 'stowage-system', name: 'keys' };
const aMinute = (milliseconds: number): boolean => milliseconds === 60_000;
/** Until it is watched again, however often that failed before. */
const lessThanAMinute = (milliseconds: number): boolean => milliseconds < 60_000;

const holding = (content: string, annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { ...KEYS, annotations },
  data: { secret: Buffer.from(content).toString('base64') },
});

/** Pauses that last until they are let go, or are not wanted any more. */
function heldPauses() {
  const held: { readonly milliseconds: number; readonly end: () => void }[] = [];
  return {
    pause: (milliseconds: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        if (signal.aborted) resolve();
        held.push({ milliseconds, end: resolve });
        signal.addEventListener('abort', () => {
          resolve();
        });
      }),
    /** Lets those be over that last for so long. */
    pass: async (isOver: (milliseconds: number) => boolean): Promise<void> => {
      for (const { milliseconds, end } of held) if (isOver(milliseconds)) end();
      await turn();
    },
  };
}

/** A Secret that holds `one`, and is followed. */
async function followed(through: (api: ClusterApi) => ClusterApi = (api) => api) {
  const cluster = simulateCluster([...CONTROLLER_ACCESS, ...SECRET_ACCESS]);
  const kubectl = cluster.api('kubectl');
  await putObject(kubectl, SECRETS, holding('one'));
  const { pause, pass } = heldPauses();
  const stop = new AbortController();
  const secrets = clusterSecrets(through(cluster.api()), {
    ...{ signal: stop.signal, failed: () => undefined, changed: () => undefined, pause },
  });
  const count = (verb: string): number => cluster.calls.filter((call) => call.startsWith(`stowage: ${verb} `)).length;
  const read = async (): Promise<string | undefined> => {
    const bytes = await secrets.read(KEYS);
    return bytes && Buffer.from(bytes).toString();
  };
  const watched = (times: number): Promise<void> => until(() => count('watch') === times);
  const put = async (content: string, annotations = {}): Promise<void> => {
    await putObject(kubectl, SECRETS, holding(content, annotations));
    await turn();
  };
  const remove = async (): Promise<void> => {
    await removeObject(kubectl, SECRETS, KEYS);
    await turn();
  };
  const breakWatch = async (): Promise<void> => {
    cluster.compact();
    await turn();
  };
  secrets.follow([KEYS]);
  await watched(1);
  return { secrets, read, gets: () => count('get'), watched, put, remove, breakWatch, pass, stop };
}

describe('what a Secret holds, while its watch goes on', () => {
  it('is asked for once, however often it is read', async () => {
    const { read, gets } = await followed();
    expect(await Promise.all(Array.from({ length: 50 }, read))).toEqual(Array.from({ length: 50 }, () => 'one'));
    for (let time = 0; time < 50; time++) expect(await read()).toBe('one');
    expect(gets()).toBe(1);
  });

  it('is seen by the next read once the watch has told of it', async () => {
    const { read, gets, put, remove } = await followed();
    await read();
    await put('two');
    for (let time = 0; time < 2; time++) expect(await read()).toBe('two');
    await put('two', { touched: 'yes' });
    for (let time = 0; time < 2; time++) expect(await read()).toBe('two');
    expect(gets()).toBe(3);
    await remove();
    for (let time = 0; time < 2; time++) expect(await read()).toBeUndefined();
    expect(gets()).toBe(5);
    await put('three');
    for (let time = 0; time < 2; time++) expect(await read()).toBe('three');
    expect(gets()).toBe(6);
  });

  it('is asked for again after a minute, however often it was read meanwhile', async () => {
    const { read, gets, pass } = await followed();
    await read();
    await read();
    await pass(aMinute);
    for (let time = 0; time < 2; time++) expect(await read()).toBe('one');
    expect(gets()).toBe(2);
  });

  it('cannot be spoilt by who reads it', async () => {
    const { secrets, read } = await followed();
    (await secrets.read(KEYS))?.fill(0);
    expect(await read()).toBe('one');
  });

  it('is not kept from before a change that was told while it was asked for', async () => {
    const gate: (() => void)[] = [];
    const slow = (api: ClusterApi): ClusterApi => ({
      ...api,
      get: async (...asked) => {
        const found = await api.get(...asked);
        await new Promise<void>((resolve) => gate.push(resolve));
        return found;
      },
    });
    const { read, put, gets } = await followed(slow);
    const before = read();
    await until(() => gate.length === 1);
    await put('two');
    const after = read();
    await until(() => gate.length === 2);
    for (const open of gate) open();
    expect(await Promise.all([before, after])).toEqual(['one', 'two']);
    expect(await read()).toBe('two');
    expect(gets()).toBe(2);
  });

  it('is not kept where the server knows more than the watch has told', async () => {
    let asked = 0;
    const ahead = (api: ClusterApi): ClusterApi => ({
      ...api,
      get: () => {
        asked += 1;
        const metadata = { ...KEYS, resourceVersion: `later ${String(asked)}` };
        return Promise.resolve({ ...holding(String(asked)), metadata });
      },
    });
    const { read } = await followed(ahead);
    expect(await read()).toBe('1');
    expect(await read()).toBe('2');
  });
});

describe('what a Secret holds is asked for each time', () => {
  it('while its watch is away', async () => {
    const { read, gets, put, breakWatch, watched, pass } = await followed();
    await read();
    await breakWatch();
    for (let time = 0; time < 3; time++) expect(await read()).toBe('one');
    expect(gets()).toBe(4);
    await put('two');
    expect(await read()).toBe('two');
    await pass(lessThanAMinute);
    await watched(2);
    for (let time = 0; time < 3; time++) expect(await read()).toBe('two');
    expect(gets()).toBe(6);
  });

  it.each(['not followed any more', 'stopped'] as const)('once it is %s', async (how) => {
    const { secrets, read, gets, stop } = await followed();
    await read();
    if (how === 'stopped') stop.abort();
    else secrets.follow([]);
    await secrets.ended();
    for (let time = 0; time < 2; time++) expect(await read()).toBe('one');
    expect(gets()).toBe(3);
  });
});

it('whatever happens, what is read is what stands, by no more requests than there were reasons for', async () => {
  const step = fc.constantFrom('read', 'read', 'read', 'write', 'touch', 'remove', 'break', 'mend', 'minute');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const given = await followed();
      let content: string | undefined = 'one';
      let [isWatched, isKept, gets, watches] = [true, false, 0, 1];
      for (const [at, each] of steps.entries()) {
        switch (each) {
          case 'read':
            expect(await given.read()).toBe(content);
            if (!isKept) gets += 1;
            isKept = isWatched && content !== undefined;
            break;
          case 'write':
          case 'touch':
            content = each === 'write' ? `content ${String(at)}` : (content ?? 'back');
            await given.put(content, { at: String(at) });
            isKept = false;
            break;
          case 'remove':
            if (content !== undefined) await given.remove();
            content = undefined;
            isKept = false;
            break;
          case 'break':
            await given.breakWatch();
            [isWatched, isKept] = [false, false];
            break;
          case 'mend':
            await given.pass(lessThanAMinute);
            if (!isWatched) await given.watched((watches += 1));
            isWatched = true;
            break;
          case 'minute':
            await given.pass(aMinute);
            isKept = false;
            break;
        }
      }
      expect(given.gets()).toBe(gets);
      given.stop.abort();
      await given.secrets.ended();
    }),
  );
});
