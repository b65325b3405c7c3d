import { createServer } from 'node:net';
import { pipeline } from 'node:stream';
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
      // A side that breaks destroys the other; a side that ends leaves the other to end.
      pipeline(socket, inner, () => undefined);
      pipeline(inner, socket, () => undefined);
    };
    through().catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(local, resolve);
  });
  server.unref();
  return () => server.close();
}
