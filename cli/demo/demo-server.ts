import type { Server } from '../serve/server.ts';

/** What the demonstration needs of the server that `stowage serve` runs. */
export type DemoServer = Pick<Server, 'csiEndpoint' | 'apiUrl' | 'snapshot' | 'sync' | 'stop'>;
