import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { reasonOf } from './fetch-failure.ts';
import { packInside } from './packet-lines.ts';
import { inspectPack } from './pack-stream.ts';
import { SourceError } from './source.ts';

export interface HttpBounds {
  readonly answerBytes: number;
  /** Without a byte, in milliseconds. */
  readonly idle: number;
}

export const HTTP_BOUNDS: HttpBounds = { answerBytes: 256 * 2 ** 20, idle: 30_000 };

/**
 * How the Git library talks HTTP. An answer is received whole and looked through before the library sees it: it parses
 * in the background, where what goes wrong with a broken answer reaches nobody.
 */
export function createHttpClient(bounds: HttpBounds = HTTP_BOUNDS): HttpClient {
  let moved: { readonly from: string; readonly to: string } | undefined;
  return {
    request: async (asked) => {
      const request = moved ? redirect(asked, moved) : asked;
      const { response, body } = await exchange(request, bounds);
      moved ??= movedBase(request.url, response.url);
      if (response.status === 200) inspect(response, body);
      return {
        url: response.url,
        statusCode: response.status,
        statusMessage: response.statusText,
        headers: Object.fromEntries(response.headers),
        body: once(body),
      } satisfies GitHttpResponse;
    },
  };
}

async function exchange(request: GitHttpRequest, bounds: HttpBounds): Promise<{ response: Response; body: Buffer }> {
  const silence = new AbortController();
  const host = new URL(request.url).host;
  const watchdog = setTimeout(() => {
    silence.abort();
  }, bounds.idle);
  try {
    const response = await fetch(request.url, {
      method: request.method ?? 'GET',
      headers: request.headers ?? {},
      signal: silence.signal,
      ...(request.body && { body: await joined(request.body) }),
    });
    watchdog.refresh();
    if (request.url.startsWith('https:') && !response.url.startsWith('https:')) {
      throw new SourceError('unsupported', `${host} redirects to a connection that is not encrypted`);
    }
    const body = await receive(response, bounds, () => watchdog.refresh());
    return { response, body };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const why = silence.signal.aborted ? `it was silent for ${String(bounds.idle / 1000)} s` : reasonOf(cause);
    throw new SourceError('unreachable', `${host} cannot be reached: ${why}`, { cause });
  } finally {
    clearTimeout(watchdog);
  }
}

async function receive(response: Response, bounds: HttpBounds, onPart: () => void): Promise<Buffer> {
  const stream: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of stream) {
    onPart();
    bytes += part.length;
    if (bytes > bounds.answerBytes) throw tooLarge(new URL(response.url).host, bounds.answerBytes);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (host: string, most: number): SourceError =>
  new SourceError(
    'too-large',
    `${host} sends more than ${String(most / 2 ** 20)} MiB: keep the configuration in a repository of its own`,
  );

function inspect(response: Response, body: Buffer): void {
  const type = response.headers.get('content-type') ?? 'of no type';
  if (!/^application\/x-git-upload-pack-(?:advertisement|result)$/.test(type)) {
    throw new SourceError(
      'broken-answer',
      `${response.url} answers ${type}, not as a Git server does: is it the URL to clone from?`,
    );
  }
  const pack = packInside(body);
  if (pack.length > 0) inspectPack(pack);
}

/** A repository that moved answers its first question with a redirect; the library would ask the old place on. */
function movedBase(asked: string, answered: string): { readonly from: string; readonly to: string } | undefined {
  const suffix = asked.slice(asked.indexOf('/info/refs'));
  if (asked === answered || !asked.includes('/info/refs') || !answered.endsWith(suffix)) return undefined;
  return { from: asked.slice(0, -suffix.length), to: answered.slice(0, -suffix.length) };
}

function redirect(request: GitHttpRequest, moved: { readonly from: string; readonly to: string }): GitHttpRequest {
  if (!request.url.startsWith(moved.from)) return request;
  const url = moved.to + request.url.slice(moved.from.length);
  if (new URL(url).origin === new URL(request.url).origin) return { ...request, url };
  // Credentials were given for the old host, not for the new one.
  const headers = Object.entries(request.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...request, url, headers: Object.fromEntries(headers) };
}

async function joined(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  await Promise.resolve();
  yield body;
}
