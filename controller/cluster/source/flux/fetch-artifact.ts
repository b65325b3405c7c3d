import { createHash } from 'node:crypto';
import { reasonOf } from '../../../source/fetch-failure.ts';
import { SourceError } from '../../../source/source.ts';
import { digestText } from './artifact.ts';
import type { Artifact } from './artifact.ts';

export interface FetchBounds {
  readonly bytes: number;
  /** Without a byte, in milliseconds. */
  readonly idle: number;
  /** From the first question to the last byte, in milliseconds. */
  readonly whole: number;
}

const FETCH_BOUNDS: FetchBounds = { bytes: 256 * 2 ** 20, idle: 30_000, whole: 300_000 };

const MAX_REDIRECTS = 3;

/**
 * The bytes that the digest names, and no others, in the parts in which they came.
 * @throws SourceError
 */
export async function fetchArtifact(
  artifact: Artifact,
  bounds: FetchBounds = FETCH_BOUNDS,
): Promise<readonly Uint8Array[]> {
  const { url, bytes } = artifact;
  if (bytes !== undefined && bytes > bounds.bytes) throw tooLarge(url, bounds.bytes);
  const end = new AbortController();
  const silence = setTimeout(() => {
    end.abort(`it was silent for ${String(bounds.idle / 1000)} s`);
  }, bounds.idle);
  const whole = setTimeout(() => {
    end.abort(`not all of it came within ${String(bounds.whole / 1000)} s`);
  }, bounds.whole);
  try {
    const response = await ask(url, end.signal);
    return await receive(response, artifact, { most: bounds.bytes, onPart: () => silence.refresh() });
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const why = end.signal.aborted ? String(end.signal.reason) : reasonOf(cause);
    throw new SourceError('unreachable', `${url} cannot be fetched: ${why}`, { cause });
  } finally {
    clearTimeout(silence);
    clearTimeout(whole);
    // What was not read to its end would keep its connection.
    end.abort();
  }
}

/** The status of an object decides which host is asked; nobody else does. */
async function ask(first: string, signal: AbortSignal): Promise<Response> {
  let url = first;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    // Decoded on the way, it would not be what the digest is of.
    const headers = { 'accept-encoding': 'identity' };
    const response = await fetch(url, { redirect: 'manual', headers, signal });
    const { status } = response;
    if (status === 200) return response;
    await response.body?.cancel();
    const target = status >= 300 && status < 400 ? response.headers.get('location') : null;
    if (target === null) throw errorOfStatus(url, status);
    const next = URL.canParse(target, url) ? new URL(target, url) : undefined;
    if (next?.origin !== new URL(first).origin) {
      throw new SourceError('unsupported', `${first} redirects to another host, which is not followed`);
    }
    url = next.href;
  }
  throw new SourceError('unsupported', `${first} redirects more than ${String(MAX_REDIRECTS)} times`);
}

function errorOfStatus(url: string, status: number): SourceError {
  switch (status) {
    case 401:
    case 403:
      return new SourceError('server-refused', `${url} is not given to us: HTTP status ${String(status)}`);
    case 404:
    case 410:
      return new SourceError('unreachable', `${url} is not there: Flux may have put a newer artifact in its place`);
    default:
      return new SourceError('unreachable', `${url} answers with HTTP status ${String(status)}`);
  }
}

async function receive(
  response: Response,
  { url, digest }: Artifact,
  { most, onPart }: { readonly most: number; readonly onPart: () => void },
): Promise<readonly Uint8Array[]> {
  const stream: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  const hash = createHash(digest.algorithm);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    onPart();
    bytes += part.length;
    if (bytes > most) throw tooLarge(url, most);
    hash.update(part);
    parts.push(part);
  }
  const got = hash.digest('hex');
  if (got === digest.hex) return parts;
  throw new SourceError(
    'corrupt',
    `${url} gives ${digest.algorithm}:${got}, not ${digestText(digest)} as the object of Flux says: nothing of it is read`,
  );
}

const tooLarge = (url: string, most: number): SourceError =>
  new SourceError(
    'too-large',
    `${url} has more than ${String(most / 2 ** 20)} MiB: leave out with spec.ignore what is no configuration`,
  );
