import { count, flag, listOf, named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

const step = named(
  'OperationStep',
  'A step of an operation that acts on hosts, and what they find of it.',
  record({
    step: text(),
    left: listOf(text(), 'Legs on which it is not done yet, or nobody knows. None: it is done.'),
  }),
);

const operation = named(
  'Operation',
  'Something that the driver has under way: its target is durable, and it is not reached yet.',
  record(
    {
      id: text('`KIND/ID`: the same as long as the operation is under way.'),
      kind: oneOf(['create', 'expand', 'delete', 'publish', 'unpublish', 'fence', 'rejoin', 'modify']),
      volume: text('Name of the volume.'),
      volumeId: text('The CSI volume_id.'),
      enclosures: listOf(text(), 'Whose hosts it needs.'),
      state: oneOf(
        ['waiting', 'running', 'stuck'],
        '`waiting`: it has not been tried since the server started. `stuck`: the last attempt failed.',
      ),
    },
    {
      node: text('Of publications: the node.'),
      nodeGone: flag('Whether Kubernetes has no such node any more. Left out: it is not asked.'),
      attachment: text('The VolumeAttachment that asks for the node to have the volume. Left out: none is known.'),
      since: text('When it began; ISO 8601.'),
      step: text('Where it is, or what it is stuck at.'),
      attempts: count('Since the server started.'),
      why: text('Of what is stuck: what the last attempt failed with.'),
      nextAttempt: text('Of what is stuck: when it is tried again, unless its host is back before; ISO 8601.'),
      steps: listOf(ref('OperationStep'), 'Where one operation is shown: what hosts find of it now.'),
    },
  ),
);

export const OPERATION_SCHEMAS: readonly JsonSchema[] = [step, operation];
