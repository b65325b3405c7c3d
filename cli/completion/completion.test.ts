import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../testing/run.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of SHELLS) scripts.set(shell, (await run(['completion', shell])).stdout);
});

const script = (shell: (typeof SHELLS)[number]): string => scripts.get(shell) ?? '';

const isInstalled = (shell: (typeof SHELLS)[number]): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe.each(SHELLS)('the %s script', (shell) => {
  it('knows every command, option and choice', () => {
    const words = ['validate', 'drives', 'expand', 'interval', 'csi-endpoint', 'exit-code', 'yaml', 'bash'];
    for (const word of words) expect(script(shell)).toContain(word);
  });

  it('has no line that ends in a blank', () => {
    expect(script(shell)).not.toMatch(/[ \t]$/m);
  });
});

// Of the three, a machine has those that its people use.
it.each(SHELLS.filter(isInstalled))('%s takes its script', (shell) => {
  const { status, stderr } = spawnSync(shell, ['-n'], { input: script(shell), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

describe('bash completes', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stowage-completion-'));
    writeFileSync(path.join(folder, 'script'), script('bash'));
    writeFileSync(path.join(folder, 'a-file'), '');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What bash offers for the last of the words. */
  function offered(...words: readonly string[]): readonly string[] {
    const typed = ['stowage', ...words].map((word) => `'${word}'`).join(' ');
    const probe = `source ./script; COMP_WORDS=(${typed}); COMP_CWORD=${String(words.length)}; _stowage; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['--norc', '-c', probe], { cwd: folder, encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  }

  it.each([
    { typed: ['val'], offers: ['validate'] },
    { typed: ['ge'], offers: ['get'] },
    { typed: ['get', 'd'], offers: ['drives', 'decisions'] },
    { typed: ['get', 'drives', '-o', ''], offers: ['table', 'wide', 'json', 'yaml'] },
    { typed: ['get', 'drive', '--output', 'j'], offers: ['json'] },
    { typed: ['--state', 'get', 'vol'], offers: ['volume'] },
    { typed: ['volume', 'create', 'v', '--cl'], offers: ['--class'] },
    { typed: ['volume', 'e'], offers: ['expand'] },
    { typed: ['completion', ''], offers: ['bash', 'zsh', 'fish'] },
    { typed: ['explain', 'yaml/d'], offers: ['yaml/duplicate-key'] },
    { typed: ['validate', 'a-'], offers: ['a-file'] },
    { typed: ['get', 'volumes', '--state', 'a-'], offers: ['a-file'] },
    { typed: ['get', 'volumes', 'a-'], offers: [] },
    { typed: ['volume', 'create', 'v', '--size', ''], offers: [] },
    { typed: ['policy', ''], offers: ['packs', 'describe', 'eval', 'help'] },
    { typed: ['policy', 'eval', '1', '--scope', 'Re'], offers: ['Request'] },
    { typed: ['policy', 'eval', '1', 'a-'], offers: ['a-file'] },
    { typed: ['inventory', ''], offers: ['list', 'export', 'help'] },
    { typed: ['inventory', 'export', '--output', 'a-'], offers: ['a-file'] },
  ])('$typed', ({ typed, offers }) => {
    expect(offered(...typed)).toEqual(offers);
  });
});

describe('fish', () => {
  it('offers subcommands of a group only there', () => {
    expect(script('fish')).toContain(
      `complete -c stowage -n '__stowage_at exactly \\'get\\'' -a 'drives' -d 'list drives, their use and the volumes on them'`,
    );
    expect(script('fish')).toContain(
      `complete -c stowage -n '__stowage_at within \\'get drives\\' \\'get drive\\'' -s o -l output -x -a 'table wide json yaml'`,
    );
  });
});

describe('zsh', () => {
  it('has a function for each command, reached by its aliases too', () => {
    expect(script('zsh')).toContain('_stowage_get_drives() {');
    expect(script('zsh')).toContain('drives|drive) _stowage_get_drives ;;');
    expect(script('zsh')).toContain(`'(-o --output)'{-o,--output}'[how to print]:value:(table json yaml)'`);
  });
});
