import { Opaque } from '../values.ts';
import { readIpv6 } from './address.ts';
import { escapeBytes, isEscapedPath, unescapeBytes, unescapeText } from './percent.ts';

/** The parts of a URL, those that are not there empty. */
interface Parts {
  readonly scheme: string;
  /** What stands behind the scheme where no `/` follows it: `mailto:` has nothing else. */
  readonly opaque: string;
  /** `user:password`, as it is written. */
  readonly user: string;
  readonly host: string;
  /** Escaped. */
  readonly path: string;
  /** Behind `?`, as it is written; `undefined` where there is no `?`. */
  readonly query: string | undefined;
}

/** A URL that is absolute, or an absolute path. */
export class Url extends Opaque {
  readonly type = 'kubernetes.URL';
  readonly parts: Parts;
  readonly #text: string;

  constructor(parts: Parts, fragment: string) {
    super();
    this.parts = parts;
    this.#text = textOf(parts, fragment);
  }

  override equals(other: Opaque): boolean {
    return other instanceof Url && other.#text === this.#text;
  }

  override toString(): string {
    return this.#text;
  }

  /** Without the brackets of IPv6, and the port; empty where there is none. */
  get hostAndPort(): { readonly hostname: string; readonly port: string } {
    const [, host = this.parts.host, port = ''] = /^(.*):(\d*)$/s.exec(this.parts.host) ?? [];
    return { hostname: /^\[.*\]$/s.test(host) ? host.slice(1, -1) : host, port };
  }

  /** The values of each key of the query, unescaped. What is badly escaped, or has a `;`, is left out. */
  get queryValues(): ReadonlyMap<string, readonly string[]> {
    const values = new Map<string, string[]>();
    for (const pair of (this.parts.query ?? '').split('&')) {
      if (pair === '' || pair.includes(';')) continue;
      const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
      const key = unescapeText(pair.slice(0, at), 'query');
      const value = unescapeText(pair.slice(at + 1), 'query');
      if (key === undefined || value === undefined) continue;
      const known = values.get(key);
      if (known) known.push(value);
      else values.set(key, [value]);
    }
    return values;
  }
}

function textOf({ scheme, opaque, user, host, path, query }: Parts, fragment: string): string {
  const authority = user === '' ? host : `${user}@${host}`;
  const rest = opaque === '' ? `${authority === '' ? '' : `//${authority}`}${path}` : opaque;
  const start = scheme === '' ? '' : `${scheme}:`;
  return `${start}${rest}${query === undefined ? '' : `?${query}`}${fragment === '' ? '' : `#${fragment}`}`;
}

export type ReadUrl = { readonly kind: 'url'; readonly url: Url } | { readonly kind: 'none'; readonly reason: string };

const none = (reason: string): ReadUrl => ({ kind: 'none', reason });

/**
 * Reads what Go's ParseRequestURI takes, and its parts as Go's Parse finds them: the first takes a fragment for a part
 * of the path or query, the second knows it. Source: k8s.io/apiserver, pkg/cel/library/urls.go.
 */
export function readUrl(text: string): ReadUrl {
  const asRequest = requestProblem(text);
  if (asRequest !== undefined) return none(asRequest);
  const at = text.includes('#') ? text.indexOf('#') : text.length;
  const fragment = unescapeBytes(text.slice(at + 1), 'fragment');
  if (fragment === undefined) return none('its fragment is badly escaped');
  const parts = readParts(text.slice(0, at), false);
  return typeof parts === 'string'
    ? none(parts)
    : { kind: 'url', url: new Url(parts, escapeBytes(fragment, 'fragment')) };
}

/** Why the text is not what Go's ParseRequestURI takes; `undefined` where it is. */
export function requestProblem(text: string): string | undefined {
  const parts = text === '' ? 'it is empty' : readParts(text, true);
  return typeof parts === 'string' ? parts : undefined;
}

/** What a URL may not have. */
const CONTROL = /[\x00-\x1f\x7f]/;

/** The parts of a URL without a fragment, or why it is none. Source: Go, net/url, parse. */
function readParts(text: string, asRequest: boolean): Parts | string {
  if (CONTROL.test(text)) return 'it has a control character';
  if (text.startsWith(':')) return 'its scheme is missing';
  const [, written = '', behind = text] = /^([a-zA-Z][a-zA-Z0-9+.-]*):(.*)$/s.exec(text) ?? [];
  const scheme = written.toLowerCase();
  const mark = behind.includes('?') ? behind.indexOf('?') : behind.length;
  const query = mark < behind.length ? behind.slice(mark + 1) : undefined;
  const rest = behind.slice(0, mark);
  const bare = { scheme, opaque: '', user: '', host: '', query };
  if (text === '*') return { ...bare, path: '*' };
  if (!rest.startsWith('/')) {
    return scheme === '' ? 'it is neither absolute nor an absolute path' : { ...bare, opaque: rest, path: '' };
  }
  const hasAuthority = rest.startsWith('//') && (scheme !== '' || (!asRequest && !rest.startsWith('///')));
  const [, authority = '', path = rest] = (hasAuthority ? /^\/\/([^/]*)(.*)$/s.exec(rest) : null) ?? [];
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(0, at));
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || unescapeBytes(user, 'user') === undefined) {
    return 'its user and password are badly written';
  }
  const host = readHost(authority.slice(at + 1));
  if (host.kind === 'none') return host.reason;
  const bytes = unescapeBytes(path, 'path');
  if (bytes === undefined) return 'its path is badly escaped';
  return { ...bare, user, host: host.host, path: isEscapedPath(path) ? path : escapeBytes(bytes, 'path') };
}

type ReadHost = { readonly kind: 'host'; readonly host: string } | { readonly kind: 'none'; readonly reason: string };

/** A host and perhaps a port; IPv6 stands in brackets, perhaps with a zone. Source: Go, net/url, parseHost. */
function readHost(text: string): ReadHost {
  const open = text.lastIndexOf('[');
  const close = text.lastIndexOf(']');
  if (open >= 0 && close < open) return { kind: 'none', reason: 'a ] is missing in its host' };
  const port = open >= 0 ? text.slice(close + 1) : text.slice(text.includes(':') ? text.lastIndexOf(':') : text.length);
  if (!/^(:\d*)?$/.test(port)) return { kind: 'none', reason: 'its port is no number' };
  const zone = open >= 0 ? text.slice(0, close).indexOf('%25') : -1;
  if (open >= 0 && (open > 0 || readIpv6(text.slice(1, zone < 0 ? close : zone)) === undefined)) {
    return { kind: 'none', reason: 'what stands in brackets in its host is not IPv6' };
  }
  const pieces = zone < 0 ? [text] : [text.slice(0, zone), text.slice(zone, close), text.slice(close)];
  const read = pieces.map((piece, at) => unescapeText(piece, at === 1 ? 'zone' : 'host'));
  return read.every((piece) => piece !== undefined)
    ? { kind: 'host', host: read.join('') }
    : { kind: 'none', reason: 'its host has characters that no host has' };
}
