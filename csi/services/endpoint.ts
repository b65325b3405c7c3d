import path from 'node:path';
import { CsiError } from '../csi-error.ts';

/** sun_path of Linux holds 108 bytes with the terminating NUL; grpc-js cuts a longer one off without a word. */
export const MAX_SOCKET_PATH_BYTES = 107;

const SCHEME = 'unix://';

/** What grpc-js would read as part of a URI, or percent-decode. */
const UNSAFE_IN_TARGET = /[?#%\p{Cc}]/u;

/**
 * The path of the socket that `unix:///absolute/path` names.
 * @throws CsiError `bad-endpoint`
 */
export function socketPathOf(endpoint: string): string {
  const socketPath = endpoint.slice(SCHEME.length);
  if (!endpoint.startsWith(SCHEME) || !path.isAbsolute(socketPath)) {
    throw bad(endpoint, 'it must be unix:// and an absolute path, such as unix:///run/stowage/csi.sock');
  }
  if (socketPath.endsWith('/')) throw bad(endpoint, 'it names a folder, not a socket');
  if (UNSAFE_IN_TARGET.test(socketPath)) throw bad(endpoint, 'the path holds "?", "#", "%" or a control character');
  const bytes = Buffer.byteLength(socketPath);
  if (bytes > MAX_SOCKET_PATH_BYTES) {
    const most = String(MAX_SOCKET_PATH_BYTES);
    throw bad(
      endpoint,
      `the path is ${String(bytes)} bytes long and a socket address holds ${most}; choose a shorter one`,
    );
  }
  return path.normalize(socketPath);
}

const bad = (endpoint: string, reason: string): CsiError =>
  new CsiError('bad-endpoint', `CSI endpoint "${endpoint}" cannot be used: ${reason}`);
