import { connect, type Socket } from 'node:net';
import { LabError } from '../lab-error.ts';
import type { ControlRequest } from './control-protocol.ts';

/** Where the control daemon of a VM is reached from the build machine. */
export interface ControlAddress {
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

type Reply = { readonly kind: 'ok'; readonly value?: unknown } | { readonly kind: 'error'; readonly message: string };

/**
 * One request to the control daemon. The caller knows the shape of the answer, as control-protocol.ts gives it.
 * @throws LabError `control` when it refuses or the machine went away, `timed-out`
 */
export async function askControl(
  address: ControlAddress,
  request: ControlRequest,
  milliseconds: number,
): Promise<unknown> {
  const { socket, reply } = await exchange(address, request, milliseconds);
  socket.destroy();
  return reply.value;
}

/** A connection to a unix socket in the VM. @throws LabError as `askControl` */
export async function connectThrough(address: ControlAddress, path: string, milliseconds: number): Promise<Socket> {
  const { socket, rest } = await exchange(address, { kind: 'proxy', path }, milliseconds);
  if (rest.length > 0) socket.unshift(rest);
  return socket;
}

interface Exchanged {
  readonly socket: Socket;
  readonly reply: Extract<Reply, { kind: 'ok' }>;
  /** What came after the answer. */
  readonly rest: Buffer;
}

function exchange(address: ControlAddress, request: ControlRequest, milliseconds: number): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.host, port: address.port, noDelay: true, allowHalfOpen: true });
    const fail = (code: 'control' | 'timed-out', message: string, cause?: unknown): void => {
      socket.destroy();
      reject(new LabError(code, `${request.kind}: ${message}`, { cause }));
    };
    const timer = setTimeout(() => {
      fail('timed-out', `no answer within ${String(milliseconds)} ms`);
    }, milliseconds);
    const onClose = (): void => {
      clearTimeout(timer);
      fail('control', 'the machine hung up');
    };
    const chunks: Buffer[] = [];
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (!chunk.includes(10)) return;
      clearTimeout(timer);
      socket.off('close', onClose).off('data', onData).pause();
      const whole = Buffer.concat(chunks);
      const reply = JSON.parse(whole.toString('utf8', 0, whole.indexOf(10))) as Reply;
      if (reply.kind === 'error') fail('control', reply.message);
      else resolve({ socket, reply, rest: whole.subarray(whole.indexOf(10) + 1) });
    };
    socket.on('error', () => socket.destroy());
    socket.on('close', onClose).on('data', onData);
    socket.write(`${JSON.stringify({ token: address.token, ...request })}\n`);
  });
}
