import { describe, expect, it } from 'vitest';
import { packageVersion } from './package-version.ts';
import { run } from './testing/run.ts';

const COMMANDS = [
  ['init'],
  ['validate'],
  ['plan'],
  ['serve'],
  ['get', 'drives'],
  ['describe', 'volume'],
  ['volume', 'create'],
  ['volume', 'delete'],
  ['volume', 'expand'],
  ['volume', 'drop-leg'],
  ['volume', 'unpublish'],
  ['inventory', 'list'],
  ['inventory', 'export'],
  ['drive', 'adopt'],
  ['drive', 'wipe'],
  ['policy', 'packs'],
  ['policy', 'describe'],
  ['policy', 'eval'],
  ['completion'],
];

describe('help', () => {
  it('lists every command', async () => {
    const { status, stdout, stderr } = await run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    for (const [command = ''] of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('Exit status:');
  });

  it.each(COMMANDS.map((command) => [command.join(' '), command] as const))(
    'of %s says what it does',
    async (_, command) => {
      const { status, stdout } = await run([...command, '--help']);
      expect(status).toBe(0);
      expect(stdout).toContain(`Usage: stowage ${command.join(' ')}`);
    },
  );

  it.each([
    ['init'],
    ['validate'],
    ['plan'],
    ['serve'],
    ['get'],
    ['describe', 'volume'],
    ['volume', 'create'],
    ['volume', 'drop-leg'],
    ['volume', 'unpublish'],
    ['inventory', 'list'],
    ['inventory', 'export'],
    ['drive', 'adopt'],
    ['drive', 'wipe'],
    ['policy', 'packs'],
    ['policy', 'describe'],
    ['policy', 'eval'],
    ['completion'],
  ])('of %s %s has examples', async (...command) => {
    expect((await run([...command, '--help'])).stdout).toMatch(/Examples:\n {2}\$ stowage |Examples:\n {2}\$ source /);
  });

  it('is shown on stderr where a command is missing', async () => {
    for (const argv of [[], ['get'], ['volume'], ['describe']]) {
      const { status, stdout, stderr } = await run(argv);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Usage: stowage');
    }
  });
});

describe('wrong usage names the help of the command at hand', () => {
  it.each([
    [['validte'], '(see "stowage --help")'],
    [['plan'], '(see "stowage plan --help")'],
    [['get', 'drive-s'], '(see "stowage get --help")'],
    [['volume', 'create', 'v'], '(see "stowage volume create --help")'],
  ])('%j', async (argv, hint) => {
    expect((await run(argv)).stderr).toContain(hint);
  });
});

describe('the version', () => {
  it.each([['--version'], ['-V']])('%s', async (flag) => {
    expect(await run([flag])).toEqual({ status: 0, stdout: `${packageVersion()}\n`, stderr: '' });
  });

  it('version tells of node as well', async () => {
    expect((await run(['version'])).stdout).toBe(`stowage ${packageVersion()} (node ${process.versions.node})\n`);
  });
});

describe('wrong usage ends with 2 and says what was meant', () => {
  it.each([
    [['validte', '.'], "error: unknown command 'validte'\n(Did you mean validate?)"],
    [['get', 'drive-s'], "error: unknown command 'drive-s'\n(Did you mean drives?)"],
    [['get', 'drives', '--ouput', 'json'], "error: unknown option '--ouput'\n(Did you mean --output?)"],
    [['get', 'drives', '-o', 'xml'], "argument 'xml' is invalid. Allowed choices are table, wide, json, yaml."],
    [['serve'], "error: required option '--repo <path-or-url>' not specified"],
    [['serve', '--repo', '.', '--interval', '10'], 'Say a number and a unit, such as 500ms, 10s or 1m.'],
    [['serve', '--repo', '.', '--listen', '8480'], 'Say host and port, such as 127.0.0.1:8480 or [::1]:8480.'],
    [['volume', 'create', 'v', '--class', 'c', '--size', '10GiB'], 'Say a Kubernetes quantity, such as 10Gi'],
    [['volume', 'create', 'a b', '--class', 'c', '--size', '1Gi'], 'A name has 1 to 128 bytes'],
    [['volume', 'create', 'v', '--size', '1Gi'], "error: required option '--class <class>' not specified"],
    [['plan'], "error: missing required argument 'path'"],
    [['plan', 'a', 'b'], 'error: too many arguments for'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish.'],
    [['get', 'drives', '--server', 'stowage'], 'Say a URL such as http://127.0.0.1:8480.'],
  ])('%j', async (argv, message) => {
    const { status, stdout, stderr } = await run(argv);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
