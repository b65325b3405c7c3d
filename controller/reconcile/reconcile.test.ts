import { describe, expect, it } from 'vitest';
import type { Finding } from '../../core/model/finding.ts';
import type { CommitId } from '../../core/model/ids.ts';
import { chunksOf } from '../../store/configuration-chunks.ts';
import { newestProposal, readConfiguration } from '../../store/configurations.ts';
import { openMemoryStore } from '../../store/memory/memory-store.ts';
import { listRevisions } from '../../store/revisions.ts';
import { SourceError } from '../source/source.ts';
import type { Source, SourceHead, SourceTree } from '../source/source.ts';
import { createReconciler } from './reconcile.ts';
import type { Reconciler } from './reconcile.ts';

const BAD: Finding = { code: 'yaml/syntax', severity: 'error', message: 'not YAML' };

/** A source whose head is set by the test; `bad` in a text makes the check fail. */
function scripted() {
  const store = openMemoryStore();
  const script = {
    texts: [] as string[],
    reads: 0,
    checks: 0,
    down: false,
    time: 0,
    empty: false,
    unread: [] as Finding[],
    movesTo: undefined as string | undefined,
    contents: undefined as string | undefined,
  };
  const commitOf = (at: number): CommitId => String(at).padStart(40, '0') as CommitId;
  const source: Source = {
    describe: () => 'a script',
    head: (): Promise<SourceHead> => {
      if (script.down) return Promise.reject(new SourceError('unreachable', 'the host is down'));
      if (script.empty) return Promise.resolve({ kind: 'nothing', findings: [{ ...BAD, code: 'source/empty' }] });
      const { contents } = script;
      const commit = commitOf(script.texts.length);
      return Promise.resolve({ kind: 'commit', commit, ...(contents !== undefined && { contents }) });
    },
    read: (commit): Promise<SourceTree> => {
      script.reads += 1;
      if (script.movesTo !== undefined) script.texts.push(script.movesTo);
      const read = script.movesTo === undefined ? commit : commitOf(script.texts.length);
      script.movesTo = undefined;
      const text = script.texts.at(-1) ?? '';
      const files = [{ path: 'a.yaml', text }];
      return Promise.resolve({ commit: read, ref: 'main', subject: text, files, findings: script.unread });
    },
  };
  const reconciler = (): Reconciler =>
    createReconciler({
      source,
      store,
      now: () => new Date(script.time),
      check: (files) => {
        script.checks += 1;
        return Promise.resolve({
          chunks: chunksOf(files.map(({ text }) => ({ apiVersion: 'v1', kind: 'Backend', metadata: { name: text } }))),
          findings: files.some(({ text }) => text.includes('bad')) ? [BAD] : [],
        });
      },
    });
  return { store, script, reconciler };
}

describe('a look at the repository', () => {
  it('proposes a valid head once, and reads it once', async () => {
    const { store, script, reconciler } = scripted();
    const { reconcile } = reconciler();
    script.texts.push('one');
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 1 });
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 1 });
    expect(script.reads).toBe(1);
    script.texts.push('two');
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 2 });
    const proposed = await newestProposal(store);
    expect(proposed && (await readConfiguration(store, proposed)).objects[0]?.metadata.name).toBe('two');
  });

  it('reads the same commit again where it comes with other contents', async () => {
    const { script, reconciler } = scripted();
    const { reconcile } = reconciler();
    script.texts.push('one');
    script.contents = 'sha256:aa';
    await reconcile();
    script.contents = 'sha256:bb';
    script.texts[0] = 'two';
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 2 });
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 2 });
    expect(script.reads).toBe(2);
  });

  it('stalls on an invalid head, records why, and proposes nothing', async () => {
    const { store, script, reconciler } = scripted();
    const { reconcile } = reconciler();
    script.texts.push('one');
    await reconcile();
    script.texts.push('bad');
    expect(await reconcile()).toMatchObject({ kind: 'stalled', findings: [BAD] });
    expect(await newestProposal(store)).toBe(1);
    expect((await listRevisions(store)).map(({ number, status }) => [number, status.kind])).toEqual([
      [1, 'proposed'],
      [undefined, 'refused'],
    ]);
    script.texts.push('three');
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 2 });
  });

  it('refuses a head of which not all could be read: what was read is not even checked', async () => {
    const { store, script, reconciler } = scripted();
    script.texts.push('one');
    script.unread = [{ code: 'source/file-too-large', severity: 'error', message: 'too large' }];
    expect(await reconciler().reconcile()).toMatchObject({ kind: 'stalled', findings: script.unread });
    expect(script.checks).toBe(0);
    expect(await newestProposal(store)).toBeUndefined();
  });

  it('proposes a head that was read with warnings, and tells them', async () => {
    const { script, reconciler } = scripted();
    script.texts.push('one');
    script.unread = [{ code: 'source/not-a-regular-file', severity: 'warning', message: 'a submodule' }];
    expect(await reconciler().reconcile()).toMatchObject({ kind: 'done', number: 1, findings: script.unread });
  });

  it('takes what the head moved to while it was read, once', async () => {
    const { script, reconciler } = scripted();
    const { reconcile } = reconciler();
    script.texts.push('one');
    script.movesTo = 'two';
    const moved = { kind: 'done', number: 1, commit: '2'.padStart(40, '0') };
    expect(await reconcile()).toMatchObject(moved);
    expect(await reconcile()).toMatchObject(moved);
    expect(script.reads).toBe(1);
  });

  it('records a refusal once, also after a restart', async () => {
    const { store, script, reconciler } = scripted();
    script.texts.push('bad');
    for (const { reconcile } of [reconciler(), reconciler()]) await reconcile();
    expect(await listRevisions(store)).toHaveLength(1);
  });

  it('stalls where there is nothing to read', async () => {
    const { script, reconciler } = scripted();
    script.empty = true;
    expect(await reconciler().reconcile()).toMatchObject({ kind: 'stalled', commit: undefined });
  });

  it('waits longer and longer for a host that is down, and goes on once it is back', async () => {
    const { script, reconciler } = scripted();
    const { reconcile } = reconciler();
    script.texts.push('one');
    script.down = true;
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const outcome = await reconcile();
      if (outcome.kind !== 'waiting') throw new Error(outcome.kind);
      waits.push(outcome.retryAt.getTime() - script.time);
      script.time = outcome.retryAt.getTime();
    }
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waits.at(-1)).toBe(300_000);
    script.down = false;
    expect(await reconcile()).toMatchObject({ kind: 'done', number: 1 });
  });

  it('proposes nothing anew after a restart', async () => {
    const { script, reconciler } = scripted();
    script.texts.push('one');
    await reconciler().reconcile();
    expect(await reconciler().reconcile()).toMatchObject({ kind: 'done', number: 1 });
  });
});
