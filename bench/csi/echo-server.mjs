// @ts-check
/** Answers an empty message to an empty message, on the socket that its argument names: what grpc-js takes by itself. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { Identity } from '../../dist/csi/generated/csi_pb.js';
import { unaryDefinition } from '../../dist/csi/services/unary-service.js';

const server = new Server();
server.addService(
  { probe: unaryDefinition(Identity.method.probe) },
  {
    probe: (/** @type {unknown} */ _call, /** @type {(error: null, answer: object) => void} */ answer) =>
      answer(null, {}),
  },
);
server.bindAsync(process.argv[2] ?? '', ServerCredentials.createInsecure(), (error) => {
  if (error) throw error;
  process.send?.('ready');
});
