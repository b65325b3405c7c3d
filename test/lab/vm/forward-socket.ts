import { createServer } from 'node:net';
import { connectThrough, type ControlAddress } from './control-client.ts';

const CONNECT_MILLISECONDS = 20_000;

/**
 * Listens at a unix socket of the build machine; each connection goes on to a unix socket in the VM. One that cannot
 * be reached there hangs up.
 * @returns how to stop
 */
export async function forwardSocket(local: string, remote: string, address: () => ControlAddress): Promise<() => void> {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    const through = async (): Promise<void> => {
      const inner = await connectThrough(address(), remote, CONNECT_MILLISECONDS);
      inner.on('error', () => socket.destroy());
      socket.on('close', () => inner.destroy());
      inner.on('close', () => socket.destroy());
      socket.pipe(inner);
      inner.pipe(socket);
    };
    through().catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(local, resolve);
  });
  server.unref();
  return () => server.close();
}
