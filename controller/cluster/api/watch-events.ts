import type { Readable } from 'node:stream';
import type { ClusterObject, WatchEvent } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import { errorOfAnswer } from './error-of-answer.ts';
import { unreachable } from './rest.ts';

/** An object of etcd's largest size, as JSON, with room to spare. */
const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** What a watch sends, one JSON document a line. @throws ClusterError */
export async function* watchEvents(answer: Readable, what: string): AsyncGenerator<WatchEvent> {
  answer.setEncoding('utf8');
  let rest = '';
  try {
    for await (const part of answer as AsyncIterable<string>) {
      const lines = (rest + part).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_LENGTH) throw new ClusterError('too-large', `${what}: a change is too large`);
      for (const line of lines) if (line !== '') yield eventOf(line, what);
    }
  } catch (cause) {
    throw cause instanceof ClusterError ? cause : unreachable(what, cause);
  } finally {
    answer.destroy();
  }
}

interface Sent {
  readonly type?: unknown;
  readonly object?: ClusterObject & { readonly code?: number };
}

function eventOf(line: string, what: string): WatchEvent {
  const { type, object } = sentOf(line, what);
  if (object !== undefined) {
    switch (type) {
      case 'ADDED':
        return { kind: 'added', object };
      case 'MODIFIED':
        return { kind: 'modified', object };
      case 'DELETED':
        return { kind: 'deleted', object };
      case 'BOOKMARK':
        return { kind: 'bookmark', resourceVersion: object.metadata.resourceVersion ?? '' };
      case 'ERROR':
        throw errorOfAnswer({ status: object.code ?? 500, text: JSON.stringify(object) }, what);
    }
  }
  throw new ClusterError('failed', `${what}: a change of an unknown type, ${String(type)}`);
}

function sentOf(line: string, what: string): Sent {
  try {
    return JSON.parse(line) as Sent;
  } catch (cause) {
    throw new ClusterError('failed', `${what}: a change that is not JSON`, { cause });
  }
}
