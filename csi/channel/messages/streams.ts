import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescMessage, DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { MethodDefinition } from '@grpc/grpc-js';
import { CsiError } from '../../csi-error.ts';

const asIs = (bytes: Buffer): Buffer => bytes;

/**
 * How grpc-js names a method of two streams. Messages pass as bytes: one that cannot be written or read is then an
 * error of this code to handle, not the end of the stream.
 */
export const streamDefinition = (method: DescMethod): MethodDefinition<Buffer, Buffer> => ({
  path: `/${method.parent.typeName}/${method.name}`,
  requestStream: true,
  responseStream: true,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
});

export const writeMessage = <Schema extends DescMessage>(schema: Schema, fields: MessageInitShape<Schema>): Buffer =>
  Buffer.from(toBinary(schema, create(schema, fields)));

/** @throws CsiError `bad-message` */
export function readMessage<Schema extends DescMessage>(schema: Schema, bytes: Uint8Array): MessageShape<Schema> {
  try {
    return fromBinary(schema, bytes);
  } catch (cause) {
    throw new CsiError('bad-message', `the peer sent what is no ${schema.typeName}`, { cause });
  }
}
