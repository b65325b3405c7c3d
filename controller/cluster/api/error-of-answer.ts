import { ClusterError } from './cluster-error.ts';
import type { ClusterErrorCode } from './cluster-error.ts';

const CODES: ReadonlyMap<number, ClusterErrorCode> = new Map([
  [400, 'invalid'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-served'],
  [405, 'not-served'],
  [409, 'conflict'],
  [410, 'expired'],
  [413, 'too-large'],
  [415, 'invalid'],
  [422, 'invalid'],
  [429, 'busy'],
  [503, 'busy'],
  [504, 'busy'],
]);

export interface FailedAnswer {
  readonly status: number;
  readonly text: string;
  /** As the header has it. */
  readonly retryAfter?: string | undefined;
}

/** An answer that is no success, with what the server's `Status` object says of it. */
export function errorOfAnswer({ status, text, retryAfter }: FailedAnswer, what: string): ClusterError {
  const code = namesNoObject(text) ? 'not-found' : (CODES.get(status) ?? 'failed');
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : undefined;
  return new ClusterError(code, `${what}: ${messageOf(text) ?? `HTTP ${String(status)}`}`, {
    ...(seconds !== undefined && { retryAfter: seconds * 1000 }),
  });
}

/** Whether a 404 says that the object is not there; else its kind is not served. */
function namesNoObject(text: string): boolean {
  const status = statusOf(text);
  const details = status?.['details'];
  return status?.['reason'] === 'NotFound' && typeof details === 'object' && details !== null && 'name' in details;
}

const MAX_MESSAGE_LENGTH = 2000;

function messageOf(text: string): string | undefined {
  const message = statusOf(text)?.['message'];
  return typeof message === 'string' ? message.slice(0, MAX_MESSAGE_LENGTH) : undefined;
}

function statusOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
