import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { LabError } from '../lab-error.ts';

/** A connection to the machine protocol of one QEMU. */
export interface Qmp {
  /** @throws LabError `control` */
  execute(command: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  close(): void;
}

interface Reply {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

/** Connects to a QEMU that listens at a unix socket. @throws LabError `control` */
export async function connectQmp(path: string): Promise<Qmp> {
  const socket = connect(path);
  const waiting: ((reply: Reply) => void)[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', resolve);
  }).catch((cause: unknown) => {
    throw new LabError('control', `QEMU does not answer at ${path}`, { cause });
  });
  const giveUp = (): void => {
    for (const answer of waiting.splice(0)) answer({ error: { desc: 'QEMU has ended' } });
  };
  socket.on('error', giveUp).on('close', giveUp);
  createInterface({ input: socket }).on('line', (line) => {
    const message = JSON.parse(line) as Reply & { readonly event?: string; readonly QMP?: unknown };
    if (message.event === undefined && message.QMP === undefined) waiting.shift()?.(message);
  });

  const execute: Qmp['execute'] = async (command, parameters = {}) => {
    const reply = await new Promise<Reply>((resolve) => {
      waiting.push(resolve);
      if (socket.destroyed) giveUp();
      else socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    });
    if (reply.error !== undefined) throw new LabError('control', `QEMU, ${command}: ${reply.error.desc}`);
    return reply.return;
  };
  await execute('qmp_capabilities');
  return { execute, close: () => socket.destroy() };
}
