import { status } from '@grpc/grpc-js';
import type { EnclosureName } from '../../../core/model/ids.ts';
import { AgentMessageSchema } from '../../generated/stowage/channel_pb.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import { reasonOf } from '../channel-log.ts';
import { readMessage } from '../messages/streams.ts';
import { shortText } from '../messages/values.ts';
import type { AttachedAgent } from './attached-agent.ts';
import { protocolMismatch } from './caller.ts';
import type { Refusal } from './caller.ts';

/** Where a stream stands. Whatever is said at another stage than its own ends it. */
export type Stage =
  | { readonly kind: 'hello' }
  | { readonly kind: 'ready'; readonly softwareVersion: string }
  | { readonly kind: 'attached'; readonly agent: AttachedAgent }
  | { readonly kind: 'over' };

/** What a message means at the stage where the stream stands. */
export type Said =
  | { readonly kind: 'hello'; readonly softwareVersion: string }
  | { readonly kind: 'ready'; readonly softwareVersion: string }
  | { readonly kind: 'answer'; readonly agent: AttachedAgent; readonly answer: wire.Answer }
  | ({ readonly kind: 'refused' } & Refusal);

/** Reads a message of an agent that is certified to speak for the enclosure. */
export function whatIsSaid(bytes: Buffer, stage: Stage, enclosure: EnclosureName): Said {
  try {
    const { body } = readMessage(AgentMessageSchema, bytes);
    if (stage.kind === 'hello' && body.case === 'hello') return checkedHello(body.value, enclosure);
    if (stage.kind === 'ready' && body.case === 'ready') return stage;
    if (stage.kind === 'attached' && body.case === 'answer') {
      return { kind: 'answer', agent: stage.agent, answer: body.value };
    }
    return notUnderstood(`said ${body.case ?? 'nothing'} where that makes no sense`);
  } catch (error) {
    return notUnderstood(`cannot be understood: ${reasonOf(error)}`);
  }
}

const notUnderstood = (why: string): Said => ({ kind: 'refused', code: status.INVALID_ARGUMENT, why });

function checkedHello({ protocolVersion, softwareVersion, enclosure }: wire.Hello, certified: EnclosureName): Said {
  const mismatch = protocolMismatch(protocolVersion);
  if (mismatch) return { kind: 'refused', ...mismatch };
  if (enclosure !== certified) {
    const why = `says that it is ${JSON.stringify(shortText(enclosure))}, which its certificate is not for`;
    return { kind: 'refused', code: status.PERMISSION_DENIED, why };
  }
  return { kind: 'hello', softwareVersion: shortText(softwareVersion) };
}
