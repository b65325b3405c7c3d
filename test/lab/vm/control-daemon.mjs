// @ts-check
/**
 * What tests reach inside a laboratory VM. One TCP connection is one request: a line of JSON; the answer is a line of
 * JSON, after which `proxy` goes on with the bytes of a unix socket. `control-protocol.ts` has the shapes.
 *
 * It imports next to nothing, because every module costs time on an emulated processor.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { pipeline } from 'node:stream';

const PORT = 7777;
const MOST_REQUEST_BYTES = 64 * 2 ** 20;
const MOST_OUTPUT_BYTES = 16 * 2 ** 20;

const { LAB_TOKEN: token, ...environment } = process.env;

/** @typedef {import('./control-protocol.ts').ControlRequest} ControlRequest */
/** @typedef {import('./control-protocol.ts').ProgramState} ProgramState */
/** @typedef {{ child: import('node:child_process').ChildProcess, state: ProgramState, ended: Promise<void> }} Program */

/** @type {Map<string, Program>} */
const programs = new Map();

createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  readLine(socket, (line, rest) => {
    const request = /** @type {ControlRequest & { token: string }} */ (JSON.parse(line));
    if (request.token !== token) socket.destroy();
    else if (request.kind === 'proxy') proxy(socket, request.path, rest);
    else {
      socket.resume();
      answer(request).then(
        (value) => socket.end(JSON.stringify({ kind: 'ok', value }) + '\n'),
        (error) => socket.end(JSON.stringify({ kind: 'error', message: String(error?.message ?? error) }) + '\n'),
      );
    }
  });
}).listen(PORT, '10.0.3.15');

/**
 * @param {import('node:net').Socket} socket
 * @param {(line: string, rest: Buffer) => void} then
 */
function readLine(socket, then) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  socket.on('data', function gather(chunk) {
    chunks.push(/** @type {Buffer} */ (chunk));
    size += chunk.length;
    const end = chunk.indexOf(10);
    if (end === -1 && size <= MOST_REQUEST_BYTES) return;
    socket.off('data', gather);
    if (end === -1) return void socket.destroy();
    const whole = Buffer.concat(chunks);
    const at = size - chunk.length + end;
    socket.pause();
    then(whole.toString('utf8', 0, at), whole.subarray(at + 1));
  });
}

/**
 * @param {Exclude<ControlRequest, { kind: 'proxy' }>} request
 * @returns {Promise<unknown>}
 */
async function answer(request) {
  switch (request.kind) {
    case 'ping':
      return process.uptime();
    case 'run':
      return run(request);
    case 'start':
      return start(request);
    case 'signal':
      return signal(request);
    case 'wait':
      return waitFor(request);
    case 'program':
      return programs.get(request.name)?.state ?? { kind: 'never-started' };
    case 'read-file':
      return readFileSync(request.path).toString('base64');
    case 'write-file':
      mkdirSync(request.path.replace(/\/[^/]*$/, '') || '/', { recursive: true });
      return writeFileSync(request.path, Buffer.from(request.base64, 'base64'), { mode: request.mode });
    case 'power-off':
      return powerOff();
  }
}

/** @param {Extract<ControlRequest, { kind: 'run' }>} request */
function run({ argv, base64, environment: extra, directory, milliseconds }) {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = argv;
    const child = spawn(program, args, { cwd: directory, env: { ...environment, ...extra }, detached: true });
    const out = { stdout: gather(child.stdout), stderr: gather(child.stderr) };
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      killGroup(child);
    }, milliseconds);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.stdin.on('error', () => {});
    child.stdin.end(Buffer.from(base64, 'base64'));
    child.on('exit', (code, killedBy) => {
      clearTimeout(timer);
      // What a background child of the program keeps open must not keep the answer.
      const finish = () => resolve({ code, signal: killedBy, timedOut, stdout: out.stdout(), stderr: out.stderr() });
      const patience = setTimeout(finish, 1000);
      child.on('close', () => {
        clearTimeout(patience);
        finish();
      });
    });
  });
}

/** @param {import('node:stream').Readable} stream */
function gather(stream) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  stream.on('data', (chunk) => {
    size += chunk.length;
    if (size <= MOST_OUTPUT_BYTES) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8') + (size > MOST_OUTPUT_BYTES ? '\n[output cut here]' : '');
}

/** @param {import('node:child_process').ChildProcess} child */
function killGroup(child) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** @param {Extract<ControlRequest, { kind: 'start' }>} request */
function start({ name, argv, environment: extra, directory }) {
  if (programs.get(name)?.state.kind === 'running') throw new Error(`${name} is running already`);
  const log = openSync(`/lab/${name}.log`, 'a');
  const [program = '', ...args] = argv;
  const env = { ...environment, ...extra };
  const child = spawn(program, args, { cwd: directory, env, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('spawn', () => {
      const pid = Number(child.pid);
      /** @type {Program} */
      const entry = { child, state: { kind: 'running', pid }, ended: Promise.resolve() };
      entry.ended = new Promise((done) => {
        child.on('exit', (code, killedBy) => {
          entry.state = { kind: 'ended', code, signal: killedBy };
          done();
        });
      });
      programs.set(name, entry);
      resolve(pid);
    });
  });
}

/** @param {Extract<ControlRequest, { kind: 'signal' }>} request */
function signal({ name, signal: which }) {
  const program = programs.get(name);
  if (program?.state.kind !== 'running') throw new Error(`${name} is not running`);
  process.kill(program.state.pid, which);
}

/** @param {Extract<ControlRequest, { kind: 'wait' }>} request */
async function waitFor({ name, milliseconds }) {
  const program = programs.get(name);
  if (program === undefined) throw new Error(`${name} was never started`);
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  await Promise.race([program.ended, new Promise((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
  return program.state;
}

/**
 * @param {import('node:net').Socket} socket
 * @param {string} path
 * @param {Buffer} rest
 */
function proxy(socket, path, rest) {
  const inner = connect({ path, allowHalfOpen: true });
  const refuse = (/** @type {Error} */ error) => {
    socket.end(JSON.stringify({ kind: 'error', message: error.message }) + '\n');
  };
  inner.once('error', refuse);
  inner.once('connect', () => {
    inner.off('error', refuse);
    socket.write('{"kind":"ok"}\n');
    inner.write(rest);
    // A side that breaks destroys the other; a side that ends leaves the other to end.
    pipeline(socket, inner, () => {});
    pipeline(inner, socket, () => {});
  });
}

/** Ends the programs as an init system does, then the machine; no answer is certain to get out. */
async function powerOff() {
  for (const { child, state } of programs.values()) if (state.kind === 'running') child.kill('SIGTERM');
  const patience = new Promise((resolve) => setTimeout(resolve, 15_000).unref());
  await Promise.race([Promise.all([...programs.values()].map(({ ended }) => ended)), patience]);
  spawn('sh', ['-c', 'sync; exec busybox poweroff -f'], { stdio: 'ignore' });
}
