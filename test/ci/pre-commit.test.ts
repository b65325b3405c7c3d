import { cpSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CI, commitAll, configRepositories, packageThatBuilds, replaceIn, ROOT } from './sandbox.ts';
import { run, sandbox, yamlOf } from './sandbox.ts';
import type { Ran } from './sandbox.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly args: readonly string[];
  readonly pass_filenames: boolean;
  readonly files: string;
}

const hooks = load(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
const hook = hooks[0]!;
const example = yamlOf('pre-commit/.pre-commit-config.yaml') as {
  readonly repos: readonly { readonly rev: string; readonly hooks: readonly Pick<Hook, 'id' | 'args'>[] }[];
};

const configRepository = configRepositories();

let [folder, repository] = ['', ''];

beforeEach(() => {
  folder = sandbox();
  repository = path.join(folder, 'config');
  configRepository(repository);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As pre-commit does with "language: script": the file of its clone, in the repository that is committed to. */
const runHook = (args: readonly string[], clone = ROOT): Ran =>
  run([path.join(clone, hook.entry), ...args], repository);

describe('the pre-commit hook', () => {
  it('names a script that can be run, and asks for no file names', () => {
    expect(hook).toMatchObject({ id: 'stowage-validate', language: 'script', pass_filenames: false });
    expect(statSync(path.join(ROOT, hook.entry)).mode & 0o111).toBe(0o111);
    expect(['a.yaml', 'b/c.yml', 'README.md'].filter((file) => new RegExp(hook.files).test(file))).toHaveLength(2);
  });

  it('checks the whole repository, whatever was changed', () => {
    expect(runHook(hook.args)).toMatchObject({ status: 0, stdout: '6 objects in 3 files: 0 errors, 0 warnings\n' });
    const line = replaceIn(path.join(repository, 'classes.yaml'), 'type: hdd', 'type: hd');
    const { status, stdout } = runHook(hook.args);
    expect(status).toBe(1);
    expect(stdout).toContain(`classes.yaml:${String(line)}:9: error schema/wrong-value`);
  });

  it('compares with the last commit, in the example to copy', () => {
    const [{ id, args } = { id: '', args: [] }] = example.repos.flatMap((repo) => repo.hooks);
    expect(id).toBe(hook.id);
    expect(runHook(args).status).toBe(0);
    replaceIn(path.join(repository, 'classes.yaml'), "striping: 'false'", "striping: 'true'");
    const { status, stdout } = runHook(args);
    expect({ status, found: stdout.includes('class/immutable') }).toEqual({ status: 1, found: true });
    commitAll(repository, 'Do it anyway');
    expect(runHook(args).status).toBe(0);
  });

  it('builds stowage when it is first run, out of the way of what the check prints', () => {
    const clone = path.join(folder, 'clone');
    packageThatBuilds(clone);
    mkdirSync(path.join(clone, 'deploy/ci'), { recursive: true });
    cpSync(path.join(CI, 'pre-commit'), path.join(clone, 'deploy/ci/pre-commit'), { recursive: true });
    expect(runHook(hook.args, clone)).toMatchObject({ status: 0, stdout: '' });
    expect(existsSync(path.join(clone, 'dist/bundle/main.js'))).toBe(true);
    expect(runHook(hook.args, clone)).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
