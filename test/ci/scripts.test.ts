import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT, run, sandbox, textOf, yamlOf } from './sandbox.ts';

interface Scripts {
  readonly before_script: readonly string[];
  readonly script: readonly string[];
}

interface Plugin {
  readonly spec: { readonly generate: { readonly args: readonly string[] } };
}

const gitlab = (yamlOf('gitlab/stowage.gitlab-ci.yml') as Readonly<Record<string, Scripts>>)['stowage-validate']!;
const { generate } = (yamlOf('argocd/plugin.yaml') as Plugin).spec;
const files = ['github/locate.sh', 'github/build.sh', 'github/validate.sh', 'pre-commit/validate.sh'];

const scripts: readonly (readonly [string, string])[] = [
  ...files.map((file) => [file, textOf(file)] as const),
  ['gitlab/stowage.gitlab-ci.yml', ['#!/bin/bash', ...gitlab.before_script, ...gitlab.script].join('\n')],
  ['argocd/plugin.yaml', ['#!/bin/bash', 'set -euo pipefail', ...generate.args].join('\n')],
];

const lint = ['shellcheck', '--severity=style', '-'] as const;
const hasShellcheck = spawnSync(lint[0], ['--version']).error === undefined;

describe.each(scripts)('%s', (_, text) => {
  it(`passes bash -n${hasShellcheck ? ' and shellcheck' : ' (SHELLCHECK IS NOT INSTALLED: not linted)'}`, () => {
    const checkers = [['bash', '-n'] as const, ...(hasShellcheck ? [lint] : [])];
    for (const [file, ...argv] of checkers) {
      const { status, stdout, stderr } = spawnSync(file, argv, { input: text, encoding: 'utf8' });
      expect({ file, status, stdout, stderr }).toEqual({ file, status: 0, stdout: '', stderr: '' });
    }
  });
});

it.each(files)('%s stops at the first thing that fails', (file) => {
  expect(textOf(file)).toMatch(/^#!\/usr\/bin\/env bash\n(#.*\n)+set -euo pipefail\n/);
});

/** Warns of a class whose name does not say what it gives out. */
const PACK_BINDING = `apiVersion: stowage.dev/v1alpha1
kind: PolicyBinding
metadata: { name: naming }
spec: { pack: { name: naming, version: 1.0.0 } }
`;

it('checks with what the caches and the image keep: bin, package.json and dist/bundle, without node_modules', () => {
  const folder = sandbox();
  try {
    for (const part of ['bin', 'package.json', 'dist/bundle']) {
      cpSync(path.join(ROOT, part), path.join(folder, 'kept', part), { recursive: true });
    }
    const stowage = path.join(folder, 'kept/bin/stowage');
    for (const example of ['homelab', 'rack-pair']) {
      cpSync(path.join(ROOT, 'examples', example), path.join(folder, example), { recursive: true });
      expect(run([stowage, 'validate', example], folder)).toMatchObject({ status: 0, stderr: '' });
    }
    writeFileSync(path.join(folder, 'homelab/binding.yaml'), PACK_BINDING);
    expect(run([stowage, 'validate', 'homelab', '-o', 'json'], folder).stdout).toContain('pack:naming@1.0.0');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
