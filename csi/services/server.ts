import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Controller, Identity, Node } from '../generated/csi_pb.ts';
import { bounded, MAX_CALLS_IN_FLIGHT } from './bounded.ts';
import { controllerHandlers } from './controller.ts';
import type { ControllerDriver } from './driver-port.ts';
import { socketPathOf } from './endpoint.ts';
import { bind, shutDown } from './grpc-server.ts';
import { identityHandlers } from './identity.ts';
import { nodeHandlers } from './node.ts';
import type { NodeDriver } from './node-port.ts';
import { bindingPath, cannotListen, placeSocket, checkSocketPath, removeSocket } from './socket-file.ts';
import { addUnaryService } from './unary-service.ts';
import type { CallHearers } from './unary-service.ts';

export interface CsiServerOptions extends CallHearers {
  /** `unix:///absolute/path`; the folder must exist. */
  readonly endpoint: string;
  readonly vendorVersion: string;
  /** Left out where only nodes are served. */
  readonly controller?: ControllerDriver;
  /** Left out where the plug-ins of nodes are processes of their own. */
  readonly node?: NodeDriver;
  /** How long calls under way may take to end when the server stops; 8 seconds. */
  readonly stopMilliseconds?: number;
}

export interface CsiServer {
  readonly endpoint: string;
  /** Takes no new calls, lets those under way end, cuts what takes too long. May be called again. */
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 8000;

/**
 * Serves Identity, and Controller and Node where they are given. No connection is ever closed for its age: sidecars
 * exit when they lose theirs.
 * @throws CsiError `bad-endpoint`, `socket-in-use`, `listen-failed`
 */
export async function startCsiServer(options: CsiServerOptions): Promise<CsiServer> {
  const socketPath = socketPathOf(options.endpoint);
  await checkSocketPath(socketPath);
  const server = serverOf(options);
  const boundPath = bindingPath(socketPath);
  await bind(server, `unix://${boundPath}`, ServerCredentials.createInsecure()).catch((error: unknown) => {
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

function serverOf({ vendorVersion, controller, node, ...hearers }: CsiServerOptions): Server {
  const server = new Server();
  const identity = identityHandlers({ vendorVersion, ready: () => controller?.ready() ?? true });
  addUnaryService(server, Identity, identity, hearers);
  if (controller) {
    addUnaryService(server, Controller, bounded(controllerHandlers(controller), MAX_CALLS_IN_FLIGHT), hearers);
  }
  if (node) addUnaryService(server, Node, bounded(nodeHandlers(node), MAX_CALLS_IN_FLIGHT), hearers);
  return server;
}
