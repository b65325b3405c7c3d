import type { FastifyInstance } from 'fastify';
import { failed, ok } from '../../../csi/outcome.ts';
import type { ApiOutcome } from '../api-outcome.ts';
import { positionOf, takePage } from '../paging.ts';
import type { ListQuery, Page } from '../paging.ts';
import { errors } from '../schemas/error-schema.ts';
import { listOf, record, ref, text } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';

const LIST_QUERY = record(
  {},
  {
    name: { type: 'string', minLength: 1, maxLength: 256, description: 'Only the object of this name.' },
    limit: { type: 'integer', minimum: 1, maximum: 5000, default: 500, description: 'Most items to answer.' },
    continue: { type: 'string', minLength: 1, maxLength: 2048, description: 'As an earlier answer said it.' },
  },
);

const pageOf = (id: string): JsonSchema => ({
  description: 'A page of the list.',
  ...record({ items: listOf(ref(id)) }, { continue: text('What to send for the next page. Left out on the last.') }),
});

/** What a list is made of: its things in ascending order of their keys, and how one is shown. */
export interface Listing<Thing, View> {
  readonly things: Iterable<Thing>;
  readonly nameOf: (thing: Thing) => string;
  /** Unique; the name where that is left out. */
  readonly keyOf?: (thing: Thing) => string;
  readonly view: (thing: Thing) => View;
}

/** Orders pairs as pairs: nothing sorts before the separator. */
export const joinKey = (first: string, second: string): string => `${first}\u0000${second}`;

/** GET of a list: filtered by name, page by page. */
export function addList<Thing, View>(
  app: FastifyInstance,
  { path, schema, about }: { readonly path: string; readonly schema: string; readonly about: string },
  listing: () => ApiOutcome<Listing<Thing, View>> | Promise<ApiOutcome<Listing<Thing, View>>>,
): void {
  app.get<{ Querystring: ListQuery }>(
    `/api/v1/${path}`,
    {
      schema: {
        operationId: `list-${path}`.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
        summary: `Lists ${about}.`,
        tags: [path],
        querystring: LIST_QUERY,
        response: { 200: pageOf(schema), ...errors(400, 401, 500, 503) },
      },
    },
    async ({ query }, reply) => {
      const found = await listing();
      return sendOutcome(reply, 200, found.kind === 'ok' ? pageFor(found.value, query) : found);
    },
  );
}

function pageFor<Thing, View>(listing: Listing<Thing, View>, query: ListQuery): ApiOutcome<Page<View>> {
  const position = positionOf(query.continue);
  if (!position) return failed('bad-token', 'the value of "continue" is none that an answer said');
  const things = query.name === undefined ? listing.things : named(listing, query.name);
  const page = takePage(things, listing.keyOf ?? listing.nameOf, { position, limit: query.limit });
  return ok({ ...page, items: page.items.map(listing.view) });
}

function* named<Thing>({ things, nameOf }: Listing<Thing, unknown>, name: string): Generator<Thing> {
  for (const thing of things) if (nameOf(thing) === name) yield thing;
}
