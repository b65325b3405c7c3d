import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SystemError } from '../../csi/system/system.ts';
import { scriptedSystem } from '../../csi/system/testing/scripted-system.ts';
import { run, temporaryFolder } from '../testing/run.ts';
import { doctor } from './doctor.ts';

const AGENT = ['agent', '--enclosure', 'box-1', '--driver', '127.0.0.1:8481', '--tls', 'tls', '--state', 'state'];
const NODE = ['node', '--node-id', 'node-1', '--driver', '127.0.0.1:8481', '--tls', 'tls', '--state', 'state'];

const without = (argv: readonly string[], option: string): readonly string[] => argv.toSpliced(argv.indexOf(option), 2);

describe('the commands of hosts', () => {
  it.each([
    ['agent', AGENT, '--enclosure'],
    ['agent', AGENT, '--driver'],
    ['agent', AGENT, '--tls'],
    ['node', NODE, '--node-id'],
    ['node', NODE, '--driver'],
    ['node', NODE, '--tls'],
  ])('%s cannot do without an option', async (name, argv, option) => {
    const { status, stderr } = await run(without(argv, option));
    expect(status).toBe(2);
    expect(stderr).toMatch(
      new RegExp(`^error: required option '${option} .*' not specified\\n\\(see "stowage ${name} --help"\\)\\n$`),
    );
  });

  it.each([
    ['agent', AGENT],
    ['node', NODE],
  ])('%s says what is wrong with its certificates before it makes anything', async (_, argv) => {
    const cwd = await temporaryFolder();
    const { status, stderr } = await run(argv, { cwd });
    expect([status, stderr]).toEqual([2, expect.stringContaining('tls/ca.crt is not there') as unknown]);
    expect(await readdir(cwd)).toEqual([]);
  });

  it.each([
    ['an agent with the certificate of another enclosure', AGENT, ['--agent', 'box-2'], 'agent/box-2'],
    ['a node with the certificate of an agent', NODE, ['--agent', 'box-1'], 'agent/box-1'],
  ])('refuse %s', async (_, argv, issue, uri) => {
    const cwd = await temporaryFolder();
    await run(['certificates', 'init', '--out', 'ca'], { cwd });
    await run(['certificates', 'issue', '--ca', 'ca', '--out', 'tls', ...issue], { cwd });
    const { status, stderr } = await run(argv, { cwd });
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining(`is for spiffe://stowage/${uri}, and it must be`) as unknown,
    ]);
  });

  it('node refuses a socket that is none', async () => {
    const { status, stderr } = await run([...NODE, '--csi-endpoint', 'tcp://127.0.0.1:1'], {
      cwd: await temporaryFolder(),
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('cannot be used') as unknown]);
  });

  it('agent takes no domain that is no UUID', async () => {
    const { status, stderr } = await run([...AGENT, '--domain', 'main']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('Say the UUID') as unknown]);
  });

  it('take no port that nobody listens on', async () => {
    const { status, stderr } = await run([...without(NODE, '--driver'), '--driver', 'stowage.example:0']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('Say the port') as unknown]);
  });
});

describe('doctor', () => {
  const examine = async (fix: boolean, system = scriptedSystem()) => {
    let stdout = '';
    const io = { stdout: { write: (text: string) => (stdout += text) } };
    const status = await doctor('node', { fix }, io, system);
    return { status, stdout };
  };

  it('tells each problem with its risk and its remedy', async () => {
    const { status, stdout } = await examine(false);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^problem: .+\n {2}risk: .+\n {2}remedy: .+\n/);
    expect(stdout.match(/^problem: /gm)?.length).toBe(stdout.match(/^ {2}remedy: /gm)?.length);
    expect(stdout).toContain('(--fix does it)');
  });

  it('mends what it can with --fix, and tells what is left', async () => {
    const system = scriptedSystem();
    const { status, stdout } = await examine(true, system);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^mended: /m);
    expect(stdout).toMatch(/^problem: /m);
    expect(system.transcript.length).toBeGreaterThan(0);
  });

  it.each([false, true])('tells what it cannot look at among the rest, --fix or not: %s', async (fix) => {
    const system = scriptedSystem();
    system.answer('modprobe', () => {
      throw new SystemError('no-such-program', 'cannot run modprobe: it is not installed');
    });
    const { status, stdout } = await examine(fix, system);
    expect(status).toBe(1);
    expect(stdout).toContain('problem: kernel modules: this cannot be looked at: cannot run modprobe');
    expect(stdout).toContain('problem: mdadm is not installed');
  });

  it('changes nothing without --fix', async () => {
    const system = scriptedSystem();
    await examine(false, system);
    expect(system.transcript.filter((line) => !line.startsWith('$'))).toEqual([]);
  });
});
