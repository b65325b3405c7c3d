import type { Server, ServerCredentials } from '@grpc/grpc-js';

/** Listens, and answers on which port where there is one. */
export const bind = (server: Server, address: string, credentials: ServerCredentials): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });

/** Takes no new calls, lets those under way end, cuts what takes longer. */
export const shutDown = (server: Server, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
    }, milliseconds);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
