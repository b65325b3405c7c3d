import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitAll, configRepositories, findNamed, packageThatBuilds, replaceIn, ROOT } from './sandbox.ts';
import { run, sandbox, yamlOf } from './sandbox.ts';
import type { Environment, Ran } from './sandbox.ts';

interface GitLabJob {
  readonly variables: Environment;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly cache: { readonly key: string; readonly paths: readonly string[] };
  readonly artifacts: { readonly when: string; readonly reports: Environment; readonly paths: readonly string[] };
}

const job = (yamlOf('gitlab/stowage.gitlab-ci.yml') as Readonly<Record<string, GitLabJob>>)['stowage-validate']!;
const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const configRepository = configRepositories();

let [folder, project, base] = ['', '', ''];

beforeEach(() => {
  folder = sandbox();
  project = path.join(folder, 'project');
  ({ base } = configRepository(project));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As a runner does: the lines of both scripts in one bash, in the folder of the project. */
const bash = (lines: readonly string[], env: Environment = {}): Ran =>
  run(['bash', '-eo', 'pipefail', '-c', lines.join('\n')], project, {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_PROJECT_DIR: project,
    ...job.variables,
    STOWAGE_COMMIT: COMMIT,
    ...env,
  });

/** The job on a machine that has stowage in its cache. */
function runJob(env: Environment = {}): Ran {
  const cache = path.join(project, '.stowage-ci');
  if (!existsSync(cache)) {
    mkdirSync(cache);
    symlinkSync(ROOT, path.join(cache, COMMIT));
  }
  return bash([...job.before_script, ...job.script], env);
}

interface CodeQualityIssue {
  readonly check_name: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const report = (name: 'codequality' | 'junit'): string =>
  readFileSync(path.join(project, job.artifacts.reports[name]!), 'utf8');
const issues = (): readonly CodeQualityIssue[] => JSON.parse(report('codequality')) as readonly CodeQualityIssue[];

describe('the GitLab job', () => {
  it('passes, with both reports', () => {
    const { status, stdout } = runJob({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '6 objects in 3 files: 0 errors, 0 warnings\n' });
    expect(issues()).toEqual([]);
    expect(report('junit')).toMatch(/^<\?xml[^>]*>\s*<testsuites? /);
  });

  it('fails with the place in both reports and the log', () => {
    const line = replaceIn(path.join(project, 'classes.yaml'), 'type: hdd', 'type: hd');
    commitAll(project, 'Break a class');
    const { status, stdout } = runJob({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base });
    expect(status).toBe(1);
    expect(stdout).toContain(`classes.yaml:${String(line)}:9`);
    expect(issues()[0]).toMatchObject({ location: { path: 'classes.yaml', lines: { begin: line } } });
    expect(report('junit')).toContain('<failure');
  });

  it('compares with the base of the merge request, and on a branch with nothing', () => {
    replaceIn(path.join(project, 'classes.yaml'), "striping: 'false'", "striping: 'true'");
    commitAll(project, 'Change what Kubernetes does not let change');
    expect(runJob().status).toBe(0);
    expect(runJob({ CI_MERGE_REQUEST_DIFF_BASE_SHA: base }).status).toBe(1);
    expect(issues().map(({ check_name }) => check_name)).toEqual(['class/immutable']);
  });

  it('ends with 2 where it cannot run', () => {
    expect(runJob({ STOWAGE_PATH: 'nowhere' }).status).toBe(2);
    expect(runJob({ CI_MERGE_REQUEST_DIFF_BASE_SHA: COMMIT }).status).toBe(2);
  });

  it.each(['$(touch pwned)', '; touch pwned;', 'a b', '--fail-on=never'])('executes no word of a path: %j', (name) => {
    mkdirSync(path.join(project, name));
    replaceIn(path.join(project, 'classes.yaml'), 'type: hdd', 'type: hd');
    renameSync(path.join(project, 'classes.yaml'), path.join(project, name, 'classes.yaml'));
    expect(runJob({ STOWAGE_PATH: name }).status).toBe(1);
    expect(issues()[0]?.location.path).toContain('classes.yaml');
    expect(findNamed(folder, 'pwned')).toEqual([]);
  });

  it('builds stowage from its commit where the cache has none, and keeps only what runs', () => {
    const { commit } = packageThatBuilds(path.join(folder, 'stowage'));
    const env = { STOWAGE_COMMIT: commit, STOWAGE_REPOSITORY: `file://${path.join(folder, 'stowage')}` };
    expect(bash(job.before_script, env).status).toBe(0);
    const home = path.join(project, '.stowage-ci', commit);
    const files = ['bin/stowage', 'package.json', 'dist/bundle/main.js', 'main.js', 'node_modules'];
    expect(files.filter((file) => existsSync(path.join(home, file)))).toEqual(files.slice(0, 3));
    rmSync(path.join(folder, 'stowage'), { recursive: true });
    expect(bash(job.before_script, env).status).toBe(0);
  });

  it.each(['main', '', '$(touch pwned)'])('takes nothing but a commit of stowage: %j', (STOWAGE_COMMIT) => {
    const { status, stderr } = bash(job.before_script, { STOWAGE_COMMIT });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'STOWAGE_COMMIT is no commit: give all 40 digits of one\n',
    });
    expect(findNamed(folder, 'pwned')).toEqual([]);
  });

  it('hands on its reports when it fails, and caches by the commit', () => {
    expect(job.artifacts.when).toBe('always');
    expect(job.artifacts.paths).toEqual(Object.values(job.artifacts.reports));
    expect(job.cache).toEqual({ key: 'stowage-$STOWAGE_COMMIT', paths: ['.stowage-ci/'] });
    expect(job.variables['GIT_DEPTH']).toBe('0');
  });
});
