import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Controller, Identity, Node } from '../generated/csi_pb.ts';
import { controllerHandlers } from './controller.ts';
import type { ControllerDriver } from './driver-port.ts';
import { socketPathOf } from './endpoint.ts';
import { identityHandlers } from './identity.ts';
import { nodeHandlers } from './node.ts';
import type { NodeDriver } from './node-port.ts';
import { bindingPath, cannotListen, placeSocket, checkSocketPath, removeSocket } from './socket-file.ts';
import { addUnaryService } from './unary-service.ts';
import type { ReportBug } from './unary-service.ts';

export interface CsiServerOptions {
  /** `unix:///absolute/path`; the folder must exist. */
  readonly endpoint: string;
  readonly vendorVersion: string;
  readonly controller: ControllerDriver;
  readonly node: NodeDriver;
  readonly reportBug: ReportBug;
  /** How long calls under way may take to end when the server stops; 5 seconds. */
  readonly stopMilliseconds?: number;
}

export interface CsiServer {
  readonly endpoint: string;
  /** Takes no new calls, lets those under way end, cuts what takes too long. May be called again. */
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 5000;

/**
 * Serves Identity, Controller and Node. No connection is ever closed for its age: sidecars exit when they lose theirs.
 * @throws CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`
 */
export async function startCsiServer(options: CsiServerOptions): Promise<CsiServer> {
  const socketPath = socketPathOf(options.endpoint);
  await checkSocketPath(socketPath);
  const server = serverOf(options);
  const boundPath = bindingPath(socketPath);
  await bind(server, boundPath).catch((error: unknown) => {
    throw cannotListen(socketPath, error);
  });
  const placed = await placeSocket(boundPath, socketPath).catch((error: unknown) => {
    server.forceShutdown();
    throw error;
  });
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await removeSocket(placed);
    await shutDown(server, options.stopMilliseconds ?? STOP_MILLISECONDS);
  };
  return { endpoint: options.endpoint, stop: () => (stopped ??= stop()) };
}

function serverOf({ vendorVersion, controller, node, reportBug }: CsiServerOptions): Server {
  const server = new Server();
  const identity = identityHandlers({ vendorVersion, ready: () => controller.ready() });
  addUnaryService(server, Identity, identity, reportBug);
  addUnaryService(server, Controller, controllerHandlers(controller), reportBug);
  addUnaryService(server, Node, nodeHandlers(node), reportBug);
  return server;
}

const bind = (server: Server, boundPath: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`unix://${boundPath}`, ServerCredentials.createInsecure(), (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

const shutDown = (server: Server, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
    }, milliseconds);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
