import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORT_FORMATS } from '../report/formats/index.ts';
import { BACKEND, BROKEN } from '../testing/declarations.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const WARNS = `${BACKEND}---
apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: labelled
spec:
  scope: Config
  kinds: [Backend]
  action: Warn
  validations:
    - expression: has(object.spec.labels)
      message: a backend has labels
`;

/** A folder with a repository in config/. */
async function folderWith(text: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'config'));
  await writeFile(path.join(folder, 'config/backend.yaml'), text);
  return folder;
}

describe('formats', () => {
  it.each(REPORT_FORMATS)('%s is asked for with -o, --format, and --output as before', async (format) => {
    const cwd = await folderWith(BROKEN);
    const [first, ...others] = await Promise.all(
      ['-o', '--format', '--output'].map((option) => run(['validate', 'config', option, format], { cwd })),
    );
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(first?.stdout).toContain('reference/not-found');
    expect(others).toEqual([first, first]);
  });

  it('are named where one is asked for that there is not', async () => {
    const { status, stderr } = await run(['validate', '.', '-o', 'html']);
    expect(status).toBe(2);
    expect(stderr).toContain('Allowed choices are text, json, yaml, sarif, junit, github, gitlab, markdown');
  });

  it('are named in the help, without the option as it was called before', async () => {
    const { stdout } = await run(['validate', '--help']);
    expect(stdout).toContain('-o, --format <format>');
    expect(stdout).not.toContain('--output');
  });

  it('show what explains a rule in text: its own place, in its own file', async () => {
    const cwd = await folderWith(WARNS);
    expect((await run(['validate', 'config', '--pretty'], { cwd })).stdout).toBe(
      [
        'config/backend.yaml:4:9: warning policy/denied a backend has labels',
        '    4 |   name: main',
        '      |         ^^^^',
        '    = rule labelled[0] at config/backend.yaml:17:19',
        '   17 |     - expression: has(object.spec.labels)',
        '      |                   ^^^^^^^^^^^^^^^^^^^^^^^',
        '    = read has(object.spec.labels) = false',
        '',
        'explain a code: stowage explain policy/denied',
        '2 objects in 1 file: 0 errors, 1 warning',
        '',
      ].join('\n'),
    );
  });

  it('show where a name stood first', async () => {
    const cwd = await folderWith(`${BACKEND}---\n${BACKEND}`);
    expect((await run(['validate', 'config', '--pretty'], { cwd })).stdout).toContain(
      '    = first declared at config/backend.yaml:4:9\n    4 |   name: main\n      |         ^^^^\n',
    );
  });
});

describe('the exit status', () => {
  const REPOSITORIES = { right: BACKEND, warns: WARNS, broken: BROKEN };

  it.each([
    ['right', 'error', 0],
    ['right', 'warn', 0],
    ['warns', 'error', 0],
    ['warns', 'warn', 1],
    ['warns', 'never', 0],
    ['broken', 'error', 1],
    ['broken', 'warn', 1],
    ['broken', 'never', 0],
  ] as const)('of a repository that is %s, with --fail-on %s, is %i', async (which, failOn, expected) => {
    const cwd = await folderWith(REPOSITORIES[which]);
    expect((await run(['validate', 'config', '--fail-on', failOn], { cwd })).status).toBe(expected);
  });

  it('is 2 where nothing could be checked, whatever fails', async () => {
    const cwd = await temporaryFolder();
    expect((await run(['validate', 'no-such-folder', '--fail-on', 'never'], { cwd })).status).toBe(2);
  });
});

describe('in GitHub Actions', () => {
  it('files are named from the top of the repository', async () => {
    const top = await folderWith(BROKEN);
    const options = { cwd: path.join(top, 'config'), env: { GITHUB_WORKSPACE: top } };
    const { stdout } = await run(['validate', '.', '-o', 'github'], options);
    expect(stdout).toMatch(/^::error file=config\/backend\.yaml,line=6,endLine=6,col=33,/);
    expect(stdout).toMatch(/\n1 object in 1 file: 1 error, 0 warnings\n$/);
  });

  it('the report is added to the summary of the step', async () => {
    const cwd = await folderWith(BROKEN);
    const file = path.join(cwd, 'summary.md');
    await writeFile(file, '# Before\n');
    await run(['validate', 'config', '-o', 'github'], { cwd, env: { GITHUB_STEP_SUMMARY: file } });
    const { stdout: markdown } = await run(['validate', 'config', '-o', 'markdown'], { cwd });
    expect(await readFile(file, 'utf8')).toBe(`# Before\n${markdown}`);
  });

  it('a summary that cannot be written changes nothing about the repository', async () => {
    const cwd = await folderWith(BACKEND);
    const env = { GITHUB_STEP_SUMMARY: path.join(cwd, 'no-such-folder/summary.md') };
    const { status, stdout, stderr } = await run(['validate', 'config', '-o', 'github'], { cwd, env });
    expect([status, stdout]).toEqual([0, '1 object in 1 file: 0 errors, 0 warnings\n']);
    expect(stderr).toMatch(/^warning: the summary of the step cannot be written: ENOENT.*\n$/);
  });
});
