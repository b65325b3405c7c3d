import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CI, commitAll, configRepositories, findNamed, git, packageThatBuilds, replaceIn, ROOT } from './sandbox.ts';
import { run, sandbox, textOf, yamlOf } from './sandbox.ts';
import type { Environment, Ran } from './sandbox.ts';

const script = (name: string): string => path.join(CI, 'github', name);

const configRepository = configRepositories();

let folder = '';
let repository = '';
let base = '';

beforeEach(() => {
  folder = sandbox();
  repository = path.join(folder, 'workspace');
  ({ base } = configRepository(repository));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As action.yml starts it on a runner. */
function validate(inputs: Environment = {}): Ran & { readonly summary: string } {
  const summaryFile = path.join(folder, 'summary.md');
  const ran = run([script('validate.sh')], repository, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: repository,
    GITHUB_STEP_SUMMARY: summaryFile,
    STOWAGE_ROOT: ROOT,
    ...inputs,
  });
  return { ...ran, summary: existsSync(summaryFile) ? readFileSync(summaryFile, 'utf8') : '' };
}

const annotations = (stdout: string): readonly string[] => stdout.split('\n').filter((line) => line.startsWith('::'));

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

/** `file:line` of each result. */
function placesOf(sarifFile: string): readonly string[] {
  const log = JSON.parse(readFileSync(sarifFile, 'utf8')) as SarifLog;
  expect(log.version).toBe('2.1.0');
  return log.runs
    .flatMap(({ results }) => results)
    .flatMap(({ locations }) => locations)
    .map(({ physicalLocation: { artifactLocation, region } }) => `${artifactLocation.uri}:${String(region.startLine)}`);
}

describe('validate.sh', () => {
  it('lets a good change pass, and still writes what was asked for', () => {
    const { status, stdout, summary } = validate({ STOWAGE_BASE: 'HEAD', STOWAGE_SARIF: 'out/stowage.sarif' });
    expect({ status, annotations: annotations(stdout) }).toEqual({ status: 0, annotations: [] });
    expect(placesOf(path.join(repository, 'out/stowage.sarif'))).toEqual([]);
    expect(summary).toContain('6 objects');
  });

  it('annotates the line that is wrong, in the log, the SARIF file and the summary', () => {
    const line = replaceIn(path.join(repository, 'classes.yaml'), 'type: hdd', 'type: hd');
    commitAll(repository, 'Break a class');
    const { status, stdout, summary } = validate({ STOWAGE_BASE: base, STOWAGE_SARIF: 'stowage.sarif' });
    expect(status).toBe(1);
    expect(annotations(stdout)[0]).toMatch(`::error file=classes.yaml,line=${String(line)},`);
    expect(placesOf(path.join(repository, 'stowage.sarif'))).toContain(`classes.yaml:${String(line)}`);
    expect(summary).toContain('schema/wrong-value');
  });

  it('compares with the base, by whatever name, and without one does not', () => {
    const line = replaceIn(path.join(repository, 'classes.yaml'), "striping: 'false'", "striping: 'true'");
    commitAll(repository, 'Change what Kubernetes does not let change');
    expect(validate().status).toBe(0);
    for (const name of ['HEAD^1', base, 'main~1']) {
      const { status, stdout } = validate({ STOWAGE_BASE: name });
      expect({ name, status }).toEqual({ name, status: 1 });
      expect(annotations(stdout)[0]).toMatch(`::error file=classes.yaml,line=${String(line)},`);
      expect(stdout).toContain('class/immutable');
    }
  });

  it('writes no SARIF file where none is asked for', () => {
    expect(validate().status).toBe(0);
    expect(git(repository, 'status', '--porcelain')).toBe('');
  });

  it.each([
    ['a folder that is not there', { STOWAGE_PATH: 'nowhere', STOWAGE_SARIF: 'stowage.sarif' }],
    ['a base that is not in the clone', { STOWAGE_BASE: 'HEAD~7' }],
    ['no such severity', { STOWAGE_FAIL_ON: 'everything', STOWAGE_SARIF: 'stowage.sarif' }],
  ])('ends with 2 where it cannot run: %s', (_, inputs) => {
    expect(validate(inputs).status).toBe(2);
    expect(existsSync(path.join(repository, 'stowage.sarif'))).toBe(false);
  });
});

describe('hostile words', () => {
  const HOSTILE = [
    '$(touch pwned)',
    '`touch pwned`',
    "'; touch pwned; '",
    '"; touch pwned #',
    '--output=pwned',
    'main\n::error::injected',
    'main%0A::error::injected',
  ];

  it.each(HOSTILE)('as base: %j', (word) => {
    const { status, stdout } = validate({ STOWAGE_BASE: word });
    expect(status).toBe(2);
    expect(annotations(stdout)).toHaveLength(1);
    expect(stdout).toMatch(/^::error title=stowage::There is no commit [^\n]*\n$/);
    expect(findNamed(folder, 'pwned')).toEqual([]);
  });

  it('as the name of the branch to compare with, which Git allows', () => {
    const branch = 'x;$(touch${IFS}pwned)`touch${IFS}pwned`';
    git(repository, 'branch', branch);
    replaceIn(path.join(repository, 'classes.yaml'), "striping: 'false'", "striping: 'true'");
    const { status, stdout } = validate({ STOWAGE_BASE: branch });
    expect({ status, found: stdout.includes('class/immutable') }).toEqual({ status: 1, found: true });
    expect(findNamed(folder, 'pwned')).toEqual([]);
  });

  it.each(['a b', '$(touch pwned)', '-o', '-', '--fail-on=never', 'two\n::error::injected', ';touch pwned;'])(
    'as the name of the folder to check: %j',
    (name) => {
      mkdirSync(path.join(repository, name));
      writeFileSync(path.join(repository, name, 'class.yaml'), textOfBrokenClass());
      const { status, stdout, stderr } = validate({ STOWAGE_PATH: name, STOWAGE_SARIF: `${name}/log.sarif` });
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(annotations(stdout)).toHaveLength(1);
      expect(annotations(stdout)[0]).toMatch(/^::error file=[^\n]*class\.yaml,line=7,/);
      expect(placesOf(path.join(repository, name, 'log.sarif'))).toHaveLength(1);
      expect(findNamed(folder, 'pwned')).toEqual([]);
    },
  );

  it.each(['$(touch pwned)', '--help'])('as severity: %j', (word) => {
    expect(validate({ STOWAGE_FAIL_ON: word }).status).toBe(2);
    expect(findNamed(folder, 'pwned')).toEqual([]);
  });
});

const textOfBrokenClass = (): string =>
  [
    'apiVersion: storage.k8s.io/v1',
    'kind: StorageClass',
    'metadata:',
    '  name: fast',
    'provisioner: csi.stowage.dev',
    'parameters:',
    '  type: tape',
    '',
  ].join('\n');

describe('locate.sh and build.sh', () => {
  function locate(actionPath: string, env: Environment = {}): Ran & { readonly output: string } {
    const outputFile = path.join(folder, 'output');
    writeFileSync(outputFile, '');
    const ran = run([script('locate.sh')], repository, {
      GITHUB_ACTION_PATH: actionPath,
      GITHUB_OUTPUT: outputFile,
      RUNNER_TEMP: folder,
      ...env,
    });
    return { ...ran, output: readFileSync(outputFile, 'utf8') };
  }

  it('find the stowage that the action came with, and tell when its content changed', () => {
    const action = path.join(folder, 'action');
    packageThatBuilds(action);
    mkdirSync(path.join(action, 'deploy/ci/github'), { recursive: true });
    const outputs = [0, 1, 2].map((round) => {
      if (round === 2) writeFileSync(path.join(action, 'main.js'), 'console.log("changed");\n');
      return locate(path.join(action, 'deploy/ci/github')).output;
    });
    expect(outputs[0]).toMatch(new RegExp(`^root=${action}\ncontent=[0-9a-f]{64}\n$`));
    expect(outputs[1]).toBe(outputs[0]);
    expect(outputs[2]).not.toBe(outputs[0]);
    expect(run([script('build.sh')], repository, { STOWAGE_ROOT: action }).status).toBe(0);
    expect(existsSync(path.join(action, 'dist/bundle/main.js'))).toBe(true);
    expect(locate(path.join(action, 'deploy/ci/github')).output).toBe(outputs[2]);
  });

  it('fetch another version by its commit', () => {
    const source = path.join(folder, 'source');
    const { commit } = packageThatBuilds(source);
    const env = { STOWAGE_VERSION: commit, STOWAGE_REPOSITORY: `file://${source}` };
    const { status, output } = locate(path.join(CI, 'github'), env);
    expect(status).toBe(0);
    expect(output).toMatch(`root=${folder}/stowage-${commit}\n`);
    expect(git(path.join(folder, `stowage-${commit}`), 'rev-parse', 'HEAD')).toBe(commit);
  });

  it.each(['main', 'v1', '0123456', `${'0'.repeat(40)}\nroot=/`, '$(touch pwned)', '--upload-pack=touch pwned'])(
    'take nothing but a commit for a version: %j',
    (version) => {
      const { status, stdout, output } = locate(path.join(CI, 'github'), { STOWAGE_VERSION: version });
      expect({ status, output }).toEqual({ status: 2, output: '' });
      expect(stdout).toBe('::error title=stowage::The input "version" is no commit: give all 40 digits of one.\n');
      expect(findNamed(folder, 'pwned')).toEqual([]);
    },
  );

  it('say what to do where Node is missing or too old', () => {
    const bin = path.join(folder, 'old-node');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'node'), '#!/bin/sh\necho v18.20.4\n', { mode: 0o755 });
    const { status, stdout } = locate(path.join(CI, 'github'), { PATH: `${bin}:${process.env['PATH'] ?? ''}` });
    expect(status).toBe(2);
    expect(stdout).toContain('Node v18.20.4 is too old');
  });
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Environment;
}

interface Job {
  readonly permissions: Environment;
  readonly steps: readonly Step[];
}

describe('action.yml and workflow.yaml', () => {
  const action = yamlOf('github/action.yml') as {
    readonly inputs: object;
    readonly runs: { readonly steps: readonly Step[] };
  };
  const workflow = yamlOf('github/workflow.yaml') as {
    readonly on: object;
    readonly permissions: object;
    readonly jobs: Readonly<Record<string, Job>>;
  };
  const jobs = Object.entries(workflow.jobs);

  it('pin whatever else they use by a full commit, and say its version', () => {
    const uses = ['github/action.yml', 'github/workflow.yaml'].flatMap((file) =>
      [...textOf(file).matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, used = '']) => used),
    );
    expect(uses.length).toBeGreaterThan(5);
    const own = 'OWNER/stowage/deploy/ci/github@COMMIT';
    expect(uses.filter((used) => used !== own && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used))).toEqual([]);
  });

  it('start scripts that are there, with every input as an environment variable and no expression in a command', () => {
    const { steps } = action.runs;
    const commands = steps.flatMap(({ run: command }) => command ?? []);
    const scripts = commands.map((command) => /^"\$GITHUB_ACTION_PATH\/([a-z]+\.sh)"$/.exec(command)?.[1] ?? command);
    expect(scripts).toEqual(['locate.sh', 'build.sh', 'validate.sh']);
    const given = steps.flatMap(({ env }) => Object.values(env ?? {})).join(' ');
    expect(Object.keys(action.inputs).filter((input) => !given.includes(`\${{ inputs.${input} }}`))).toEqual([]);
    for (const name of scripts) expect(textOf(`github/${name}`)).not.toContain('${{');
  });

  it('name every variable that a script reads', () => {
    const given = action.runs.steps.flatMap(({ env }) => Object.keys(env ?? {}));
    const read = ['locate.sh', 'build.sh', 'validate.sh'].flatMap((name) =>
      [...textOf(`github/${name}`).matchAll(/\$\{?(STOWAGE_[A-Z_]+)/g)].map(([, variable]) => variable),
    );
    expect(new Set(read)).toEqual(new Set(given));
  });

  it('have no more rights than they need', () => {
    expect(Object.keys(workflow.on)).toEqual(['pull_request', 'push']);
    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(jobs.map(([name, { permissions }]) => [name, permissions]))).toEqual({
      validate: { contents: 'read' },
      'code-scanning': { contents: 'read', 'security-events': 'write' },
    });
  });

  it('run nothing of the change where something can be written', () => {
    const used = workflow.jobs['code-scanning']?.steps.map(({ uses, run: command }) => command ?? uses?.split('@')[0]);
    expect(used).toEqual(['actions/download-artifact', 'github/codeql-action/upload-sarif']);
  });

  it('fetch the commit that is compared with, and keep no token in the clone', () => {
    const steps = workflow.jobs['validate']?.steps ?? [];
    expect(steps[0]?.with).toEqual({ 'fetch-depth': 2, 'persist-credentials': false });
    const inputs = steps.find(({ uses }) => uses?.startsWith('OWNER/'))?.with ?? {};
    expect(Object.keys(inputs).filter((input) => !(input in action.inputs))).toEqual([]);
    expect(inputs['base']).toContain("'HEAD^1'");
  });
});
