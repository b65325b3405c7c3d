import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxSystem } from './linux-system.ts';

const system = linuxSystem();
const script = (text: string): readonly string[] => ['-e', text];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stowage-system-'));
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

describe('running programs', () => {
  const node = (text: string, options: { input?: string; timeout?: number } = {}) =>
    system.run({ program: process.execPath, args: script(text), ...options });

  it('answers status and both outputs', async () => {
    const text = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 7';
    expect(await node(text)).toEqual({ status: 7, stdout: 'out', stderr: 'err' });
  });

  it('hands the input over on a pipe that ends', async () => {
    expect(await node('process.stdin.pipe(process.stdout)', { input: 'a secret' })).toMatchObject({
      stdout: 'a secret',
    });
  });

  it('passes arguments as they are, and nothing of its own environment', async () => {
    const text = 'console.log(JSON.stringify([process.argv.slice(1), Object.keys(process.env).sort()]))';
    const { stdout } = await system.run({ program: process.execPath, args: [...script(text), '$(id)', 'a b; c'] });
    expect(JSON.parse(stdout)).toEqual([
      ['$(id)', 'a b; c'],
      ['DEBIAN_FRONTEND', 'LC_ALL', 'PATH'],
    ]);
  });

  it('says that a program is not there', async () => {
    await expect(system.run({ program: 'no-such-program-of-stowage', args: [] })).rejects.toMatchObject({
      code: 'no-such-program',
    });
  });

  it('ends one that takes too long', async () => {
    await expect(node('setInterval(() => 0, 1000)', { timeout: 50 })).rejects.toMatchObject({ code: 'timed-out' });
  });

  it('ends one that says too much', async () => {
    const text =
      'const line = "x".repeat(65536); const say = () => { while (process.stdout.write(line)); }; process.stdout.on("drain", say); say()';
    await expect(node(text)).rejects.toMatchObject({ code: 'too-much-output' });
  });
});

describe('the lock of a program', () => {
  const yes = (file: string, timeout?: number) =>
    system.run({ program: 'true', args: [], lock: { file }, ...(timeout !== undefined && { timeout }) });

  it('is held by what it left behind, however long that lives', async () => {
    const lock = { file: at('left.lock') };
    await system.run({ program: 'mkfifo', args: [at('gate')] });
    // Its outputs are closed first: while it waits at the gate, it keeps nothing open but the lock.
    const text = '(exec > /dev/null 2>&1; read line < "$0") &';
    expect(await system.run({ program: 'sh', args: ['-c', text, at('gate')], lock })).toMatchObject({ status: 0 });
    await expect(yes(lock.file, 50)).rejects.toMatchObject({
      code: 'timed-out',
      message: `true could not begin: ${lock.file} was held for 0.05 s by a program that has not ended; lslocks says by which`,
    });
    await writeFile(at('gate'), 'go on\n');
    expect(await yes(lock.file)).toMatchObject({ status: 0 });
  });

  it('is held by one at a time', async () => {
    const text = 'mkdir "$0" && ls / > /dev/null && rmdir "$0"';
    const command = { program: 'sh', args: ['-c', text, at('mine')], lock: { file: at('turns.lock') } };
    const all = await Promise.all(Array.from({ length: 8 }, () => system.run(command)));
    expect(all.map(({ status, stderr }) => [status, stderr])).toEqual(all.map(() => [0, '']));
  });

  it('is asked about before the program begins, and let go where that is not to be', async () => {
    const onceHeld = () => Promise.reject(new Error('another drive'));
    const lock = { file: at('asked.lock'), onceHeld };
    await expect(system.run({ program: 'touch', args: [at('begun')], lock })).rejects.toThrow('another drive');
    expect(await system.kindOf(at('begun'))).toBe('none');
    expect(await yes(lock.file)).toMatchObject({ status: 0 });
  });

  it('needs a folder that is there', async () => {
    await expect(yes(at('none/lock'))).rejects.toMatchObject({ code: 'file', errno: 'ENOENT' });
  });
});

describe('files', () => {
  it('are read without the newline at their end, and are not made by writing', async () => {
    await writeFile(at('a'), 'one\ntwo\n');
    expect(await system.readText(at('a'))).toBe('one\ntwo');
    expect(await system.readText(at('none'))).toBeUndefined();
    expect(await system.readText(at('a/below'))).toBeUndefined();
    await expect(system.writeText(at('none'), 'x')).rejects.toMatchObject({ code: 'file', errno: 'ENOENT' });
  });

  it('are replaced whole, for their owner alone', async () => {
    await system.replaceFile(at('secret'), 'one');
    await system.replaceFile(at('secret'), 'two');
    expect(await system.readText(at('secret'))).toBe('two');
    expect((await stat(at('secret'))).mode & 0o777).toBe(0o600);
  });

  it('are replaced also where an attempt was cut off, and nothing of that stays', async () => {
    await writeFile(at('cut-off.draft'), 'half a secr');
    await system.replaceFile(at('cut-off'), 'secret');
    expect(await system.readText(at('cut-off'))).toBe('secret');
    expect(await system.kindOf(at('cut-off.draft'))).toBe('none');
  });

  it('are read and written in part', async () => {
    await writeFile(at('bytes'), '0123456789');
    await system.writeBytes(at('bytes'), 4n, new TextEncoder().encode('xy'));
    const read = await system.readBytes(at('bytes'), { offset: 3n, length: 4 });
    expect(new TextDecoder().decode(read)).toBe('3xy6');
    expect(await system.readBytes(at('bytes'), { offset: 9n, length: 4 })).toHaveLength(1);
  });

  it('tells folders, links and what is not there', async () => {
    await system.makeDirectory(at('folder'));
    await system.makeDirectory(at('folder'));
    await system.makeLink('folder', at('link'));
    expect(await system.kindOf(at('folder'))).toBe('directory');
    expect(await system.kindOf(at('link'))).toBe('link');
    expect(await system.kindOf('/dev/null')).toBe('device');
    expect(await system.kindOf(at('none'))).toBe('none');
    expect(await system.readLink(at('link'))).toBe('folder');
    expect(await system.readLink(at('folder'))).toBeUndefined();
    expect(await system.realPath(at('link'))).toBe(await system.realPath(at('folder')));
    expect(await system.list(at('folder'))).toEqual([]);
    expect(await system.list(at('none'))).toBeUndefined();
    await system.removeFile(at('link'));
    await system.removeFile(at('link'));
    await system.removeDirectory(at('folder'));
    await system.removeDirectory(at('folder'));
    expect(await system.kindOf(at('folder'))).toBe('none');
  });

  it('say what was tried', async () => {
    await system.makeDirectory(at('full'));
    await writeFile(at('full/file'), '');
    await expect(system.removeDirectory(at('full'))).rejects.toMatchObject({ code: 'file', errno: 'ENOTEMPTY' });
    await expect(system.removeDirectory(at('full'))).rejects.toThrow(`cannot remove ${at('full')}: ENOTEMPTY`);
  });
});
