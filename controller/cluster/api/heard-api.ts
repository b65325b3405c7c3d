import type { Verb } from './access.ts';
import type { ClusterApi } from './cluster-api.ts';
import { ClusterError } from './cluster-error.ts';
import type { ClusterErrorCode } from './cluster-error.ts';
import type { Resource } from './resource.ts';

/** Told of what becomes of requests, trouble of a kind once for as long as it lasts. */
export interface ApiHearer {
  readonly away: (error: ClusterError) => void;
  /** It answers again. */
  readonly back: () => void;
  /** It answers, and not what was asked for. */
  readonly trouble: (error: ClusterError) => void;
  /** Each request; a watch where it begins to answer or fails. */
  readonly asked: (verb: Verb, resource: Resource, outcome: 'ok' | ClusterErrorCode) => void;
}

export interface HeardApi {
  readonly api: ClusterApi;
  /** Whether it could not be reached when it was asked last, and has told nothing since. */
  readonly isAway: () => boolean;
}

/** What whoever asks goes by: an object that is not there or not as it was seen, and a version that is too old. */
const NO_TROUBLE: ReadonlySet<ClusterErrorCode> = new Set(['conflict', 'not-found', 'expired']);

/** The same API, with somebody who hears what becomes of requests. */
export function heardApi(api: ClusterApi, hearer: ApiHearer): HeardApi {
  const { hear, isAway } = hearing(hearer);
  return {
    isAway,
    api: {
      get: (resource, ...rest) => hear.one('get', resource, api.get(resource, ...rest)),
      list: (resource, ...rest) => hear.one('list', resource, api.list(resource, ...rest)),
      pages: (resource, ...rest) => hear.many('list', resource, api.pages(resource, ...rest)),
      watch: (resource, ...rest) => hear.many('watch', resource, api.watch(resource, ...rest)),
      create: (resource, ...rest) => hear.one('create', resource, api.create(resource, ...rest)),
      apply: (resource, ...rest) => hear.one('patch', resource, api.apply(resource, ...rest)),
      delete: (resource, ...rest) => hear.one('delete', resource, api.delete(resource, ...rest)),
    },
  };
}

interface Hearing {
  readonly one: <Answer>(verb: Verb, resource: Resource, answer: Promise<Answer>) => Promise<Answer>;
  readonly many: <Part>(verb: Verb, resource: Resource, parts: AsyncIterable<Part>) => AsyncIterable<Part>;
}

function hearing({ away, back, trouble, asked }: ApiHearer): { readonly hear: Hearing } & Pick<HeardApi, 'isAway'> {
  let isAway = false;
  /** What was told, by what it is about. */
  const told = new Map<string, ClusterErrorCode>();
  const answered = (verb: Verb, { group, plural }: Resource): void => {
    told.delete(`${verb} ${plural}.${group}`);
    if (isAway) back();
    isAway = false;
  };
  const failed = (verb: Verb, { group, plural }: Resource, error: ClusterError): void => {
    if (error.code === 'unreachable') {
      if (!isAway) away(error);
      isAway = true;
      return;
    }
    if (isAway) back();
    isAway = false;
    const about = `${verb} ${plural}.${group}`;
    if (NO_TROUBLE.has(error.code) || told.get(about) === error.code) return;
    told.set(about, error.code);
    trouble(error);
  };
  const heard = (verb: Verb, resource: Resource, outcome: 'ok' | ClusterError): void => {
    asked(verb, resource, outcome === 'ok' ? 'ok' : outcome.code);
    if (outcome === 'ok') answered(verb, resource);
    else failed(verb, resource, outcome);
  };
  const one: Hearing['one'] = async (verb, resource, answer) => {
    try {
      const value = await answer;
      heard(verb, resource, 'ok');
      return value;
    } catch (error) {
      if (error instanceof ClusterError) heard(verb, resource, error);
      throw error;
    }
  };
  const many: Hearing['many'] = async function* (verb, resource, parts) {
    let isHeard = false;
    try {
      for await (const part of parts) {
        if (isHeard) answered(verb, resource);
        else heard(verb, resource, 'ok');
        isHeard = true;
        yield part;
      }
      if (!isHeard) heard(verb, resource, 'ok');
    } catch (error) {
      if (error instanceof ClusterError) heard(verb, resource, error);
      throw error;
    }
  };
  return { hear: { one, many }, isAway: () => isAway };
}
