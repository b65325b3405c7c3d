import net from 'node:net';
import { onTestFinished } from 'vitest';

/** A wire between both ends of the channel, to be cut. */
export interface Relay {
  readonly host: string;
  readonly port: number;
  /** Every connection breaks; new ones go through. */
  cut(): void;
  /** Every connection breaks, and no new one is taken. */
  close(): void;
}

export async function startRelay(to: { readonly port: number }): Promise<Relay> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(to.port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = (): void => {
    server.close();
    cut();
  };
  onTestFinished(close);
  return { host: '127.0.0.1', port: (server.address() as net.AddressInfo).port, cut, close };
}
