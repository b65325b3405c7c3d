import { spend, spendOnNewText, spendOnText } from '../meter.ts';
import type { Frame } from '../meter.ts';
import { PART_OF_URL, READING_QUERY, READING_URL } from '../prices.ts';
import { EvaluationError } from '../values.ts';
import type { Result, Value } from '../values.ts';
import { freeFunction, method, noFunction, told } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { Url, readUrl, requestProblem } from './url-value.ts';

/** URLs, after Kubernetes' URL library, which reads them as Go does. */
export const URL_FUNCTIONS: readonly FunctionEntry[] = [
  {
    ...freeFunction('url', 1, urlOf, ['url(string): kubernetes.URL']),
    prepare: ([text]) => {
      if (typeof text !== 'string') return undefined;
      const read = readUrl(text);
      return read.kind === 'url'
        ? { kind: 'ready', apply: () => read.url }
        : { kind: 'bad', message: noUrl(text, read.reason).message };
    },
    ...told(
      'The URL that the text says: absolute, or an absolute path.',
      "url('HTTPS://a/') == url('https://a/')",
      'true',
    ),
  },
  {
    ...freeFunction('isURL', 1, isUrl, ['isURL(string): bool']),
    ...told('Whether the text says a URL.', "isURL('../relative-path')", 'false'),
  },
  part(
    'getScheme',
    ({ parts }) => parts.scheme,
    'The scheme, in lower case.',
    "url('https://example.com/').getScheme()",
    "'https'",
  ),
  part(
    'getHost',
    ({ parts }) => parts.host,
    'The host and port as they are written.',
    "url('https://[::1]:80/').getHost()",
    "'[::1]:80'",
  ),
  part(
    'getHostname',
    ({ hostAndPort }) => hostAndPort.hostname,
    'The host without brackets.',
    "url('https://[::1]:80/').getHostname()",
    "'::1'",
  ),
  part(
    'getPort',
    ({ hostAndPort }) => hostAndPort.port,
    'The port.',
    "url('https://example.com:80/').getPort()",
    "'80'",
  ),
  part(
    'getEscapedPath',
    ({ parts }) => parts.path,
    'The path, escaped.',
    "url('https://example.com/with space/').getEscapedPath()",
    "'/with%20space/'",
  ),
  {
    ...method('getQuery', 1, getQuery, ['kubernetes.URL.getQuery(): map<string, list<string>>']),
    ...told(
      'The values of each key of the query, not escaped.',
      "url('https://example.com/?k1=a&k2=b&k2=c').getQuery()",
      "{'k1': ['a'], 'k2': ['b', 'c']}",
    ),
  },
];

const noUrl = (text: string, reason: string): EvaluationError =>
  new EvaluationError(`not a URL: ${text.slice(0, 80)}: ${reason}`);

const unitsToRead = (text: string): number => READING_URL.least + READING_URL.perUnit * text.length;

function urlOf(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('url', text);
  spendOnText(frame, unitsToRead(text));
  const read = readUrl(text);
  return read.kind === 'url' ? read.url : noUrl(text, read.reason);
}

function isUrl(frame: Frame, text: Value): Result {
  if (typeof text !== 'string') return noFunction('isURL', text);
  spendOnText(frame, unitsToRead(text));
  return requestProblem(text) === undefined;
}

type Told = readonly [summary: string, expression: string, result: string];

function part(name: string, read: (url: Url) => string, ...about: Told): FunctionEntry {
  const apply = (frame: Frame, url: Value): Result => {
    if (!(url instanceof Url)) return noFunction(name, url);
    spend(frame, PART_OF_URL);
    return read(url);
  };
  return { ...method(name, 1, apply, [`kubernetes.URL.${name}(): string`]), ...told(...about) };
}

function getQuery(frame: Frame, url: Value): Result {
  if (!(url instanceof Url)) return noFunction('getQuery', url);
  spendOnNewText(frame, READING_QUERY.least + READING_QUERY.perUnit * (url.parts.query ?? '').length);
  return new Map<Value, Value>(url.queryValues);
}
