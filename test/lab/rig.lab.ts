import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLab } from './cluster.ts';
import type { Lab, STANDARD_HOSTS } from './cluster.ts';
import { connectIscsi, connectNvme } from './rig/exports.ts';
import { showLogsOfFailures } from './show-logs.ts';
import { boundCommand } from './vm/qemu.ts';
import type { Vm } from './vm/vm.ts';

/** The rig itself: what the other suites take for granted. */
type HostName = keyof typeof STANDARD_HOSTS;

let lab: Lab<HostName>;
const host = (name: HostName): Vm => lab.hosts[name];

beforeAll(async () => {
  lab = await timed('boot four hosts side by side', () => createLab());
});
afterAll(() => lab.stop());
showLogsOfFailures(() => lab);

it('boots hosts that see each other', async () => {
  for (const from of Object.values(lab.hosts)) {
    for (const to of Object.values(lab.hosts)) expect(await reaches(from, to), `${from.name} to ${to.name}`).toBe(true);
  }
});

it('gives every drive an identity, a size and a kind that the kernel reads', async () => {
  const box = host('box-1');
  const printed = await box.output(['lsblk', '--json', '--nodeps', '--bytes', '--output', 'PATH,SIZE,ROTA']);
  const { blockdevices } = JSON.parse(printed) as { blockdevices: { path: string; size: number; rota: boolean }[] };
  expect(box.drives.map(({ kind }) => kind)).toEqual(['ssd', 'ssd', 'ssd', 'hdd', 'nvme', 'nvme']);
  for (const drive of box.drives) {
    const path = (await box.output(['readlink', '--canonicalize', drive.path])).trim();
    const expected = { path, size: drive.gib * 2 ** 30, rota: drive.kind === 'hdd' };
    expect(blockdevices, drive.id).toContainEqual(expected);
  }
});

it('keeps the time of the build machine while it is busy', async () => {
  const clocks = Object.values(lab.hosts).map(async (vm) => {
    const [start, first] = [performance.now(), await uptime(vm)];
    await pause(4000);
    return { drift: Math.abs((await uptime(vm)) - first - (performance.now() - start) / 1000), vm: vm.name };
  });
  for (const { drift, vm } of await Promise.all(clocks)) expect(drift, vm).toBeLessThan(2);
});

it('cuts a host off from the others, and two hosts from each other', async () => {
  const [box, node, other] = [host('box-1'), host('node-a'), host('node-b')];
  box.cut();
  expect([await reaches(node, box), await reaches(box, other), await reaches(node, other)]).toEqual([
    false,
    false,
    true,
  ]);
  await box.heal();
  lab.network.cutBetween('box-1', 'node-a');
  expect([await reaches(node, box), await reaches(box, node), await reaches(box, other)]).toEqual([false, false, true]);
  lab.network.healBetween('box-1', 'node-a');
  expect(await reaches(node, box)).toBe(true);
});

it('takes the way to the driver away from a host that is isolated, and leaves the test its own', async () => {
  const server = createServer((_, response) => response.end('driver'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const [node, url] = [host('node-b'), `http://driver:${String((server.address() as AddressInfo).port)}/`];
  const fetched = async (): Promise<string> =>
    (await node.run(['busybox', 'timeout', '3', 'busybox', 'wget', '-q', '-O', '-', url])).stdout;

  expect(await fetched()).toBe('driver');
  await node.isolate();
  expect([await fetched(), await reaches(node, host('box-1'))]).toEqual(['', false]);
  await node.heal();
  expect([await fetched(), await reaches(node, host('box-1'))]).toEqual(['driver', true]);
  server.close();
});

it('keeps drives and the root over a power cut, and nothing that was in memory', async () => {
  const box = host('box-2');
  const drive = box.drives[3]?.path ?? '';
  await box.writeFile('/var/lib/stowage/kept', 'kept');
  await box.writeFile('/run/lost', 'lost');
  await box.output(['dd', `of=${drive}`, 'conv=fsync'], { input: 'on the drive' });
  await box.output(['sync']);
  await box.powerCut();
  await expect(box.run(['true'])).rejects.toMatchObject({ code: 'not-running' });
  await timed('boot one host', () => box.boot());
  expect(await box.readFile('/var/lib/stowage/kept')).toBe('kept');
  expect((await box.run(['cat', '/run/lost'])).code).toBe(1);
  expect(await box.output(['head', '--bytes=12', drive])).toBe('on the drive');
});

it('switches a host off in order', async () => {
  const node = host('node-b');
  const script = `trap 'echo ended in order; exit' TERM; echo ready; while :; do sleep 0.1; done`;
  await node.start('service', ['sh', '-c', script]);
  await node.waitForLine('service', /^ready$/);
  await node.shutDown();
  expect(await node.waitForLine('service', /in order/, 1000)).toBe('ended in order');
  await node.boot();
  expect(await node.program('service')).toEqual({ kind: 'never-started' });
});

it('runs programs to their end, in the background, and as far as a limit', async () => {
  const node = host('node-a');
  expect(await node.run(['cat'], { input: 'in' })).toMatchObject({ code: 0, stdout: 'in' });
  expect(await node.run(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toMatchObject({ code: 3, stderr: 'err\n' });
  await expect(node.run(['sleep', '60'], { timeout: 500 })).rejects.toMatchObject({ code: 'timed-out' });
  await expect(node.output(['false'])).rejects.toMatchObject({ code: 'program-failed' });
  await node.start('sleeper', ['sleep', '1000']);
  expect(await node.program('sleeper')).toMatchObject({ kind: 'running' });
  await node.kill('sleeper');
  expect(await node.program('sleeper')).toEqual({ kind: 'ended', code: null, signal: 'SIGKILL' });
});

it('leads a unix socket of the build machine into a host', async () => {
  const node = host('node-a');
  const echo = `require('net').createServer((s) => s.pipe(s)).listen('/run/echo.sock', () => console.log('listening'))`;
  await node.start('echo', [process.execPath, '-e', echo]);
  await node.waitForLine('echo', /listening/);
  const socket = connect(await node.forward('/run/echo.sock'));
  const sent = Buffer.alloc(300_000, 'all the way and back ');
  const received: Buffer[] = [];
  socket.on('data', (chunk) => received.push(chunk)).end(sent);
  await once(socket, 'end');
  expect(Buffer.concat(received).equals(sent)).toBe(true);
  await node.kill('echo');
});

it('carries NVMe/TCP over the switch, through a cut of two seconds', { timeout: 180_000 }, async () => {
  const [box, node] = [host('box-1'), host('node-a')];
  const device = await connectNvme(box, box.drives[4] ?? fail(), node);
  await timedCopy(node, 'write 100 MiB over NVMe/TCP', ['if=/dev/zero', `of=${device}`, 'oflag=direct']);
  await timedCopy(node, 'read 100 MiB over NVMe/TCP', [`if=${device}`, 'of=/dev/null', 'iflag=direct']);
  await node.output(['dd', 'if=/dev/urandom', 'of=/run/pattern', 'bs=1M', 'count=32']);
  const copying = node.output(['dd', 'if=/run/pattern', `of=${device}`, 'bs=64k', 'oflag=direct']);
  await pause(200);
  node.cut();
  await pause(2000);
  await node.heal();
  await copying;
  const [sum] = (await node.output(['sha256sum', '/run/pattern'])).split(' ');
  // Past the cache, which does not see what comes over the network.
  const read = `dd if=${box.drives[4]?.path ?? ''} bs=1M count=32 iflag=direct | sha256sum`;
  expect((await box.output(['sh', '-c', read])).split(' ')[0]).toBe(sum);
  await node.output(['nvme', 'disconnect-all']);
});

it('carries iSCSI over the switch', async () => {
  const [box, node] = [host('box-2'), host('node-a')];
  const device = await connectIscsi(box, box.drives[0] ?? fail(), node);
  await node.output(['dd', `of=${device}`, 'conv=fsync'], { input: 'over iSCSI' });
  expect(await box.output(['head', '--bytes=10', box.drives[0]?.path ?? ''])).toBe('over iSCSI');
  await timedCopy(node, 'write 100 MiB over iSCSI', ['if=/dev/zero', `of=${device}`, 'oflag=direct']);
  await node.output(['iscsiadm', '--mode', 'node', '--logoutall=all']);
});

it('tells what a program costs', async () => {
  const node = host('node-a');
  for (const argv of [['true'], [process.execPath, '-e', '0']]) {
    await timed(`first ${argv.join(' ')}`, () => node.output(argv));
    await timed(`again ${argv.join(' ')}`, () => node.output(argv));
  }
});

it('ends machines with the process that started them, also when it is killed', async () => {
  const [program = '', ...args] = boundCommand(['sleep', '1000']);
  const script = `const c = require('child_process').spawn(${JSON.stringify(program)}, ${JSON.stringify(args)});
    setTimeout(() => console.log(c.pid), 500)`;
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const child = Number(line.toString());
  expect(runs(child)).toBe(true);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => runs(child)).toBe(false);
});

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const start = performance.now();
  const result = await work();
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

async function timedCopy(node: Vm, what: string, operands: readonly string[]): Promise<void> {
  const { code, stderr } = await node.run(['dd', ...operands, 'bs=1M', 'count=100']);
  expect(code, stderr).toBe(0);
  console.log(`${what}: ${stderr.trim().split('\n').at(-1) ?? ''}`);
}

/** One datagram there and back; of three, should the first be lost to a host that has just come back. */
async function reaches(from: Vm, to: Vm): Promise<boolean> {
  return (await from.run(['busybox', 'ping', '-A', '-c', '3', '-W', '2', to.address])).code === 0;
}

async function uptime(vm: Vm): Promise<number> {
  return Number((await vm.output(['cat', '/proc/uptime'])).split(' ')[0]);
}

/** Also what has ended, and whose parent has not asked for its status yet, no longer runs. */
function runs(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

function fail(): never {
  throw new Error('the box lacks the drive');
}
