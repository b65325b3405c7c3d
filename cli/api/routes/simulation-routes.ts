import type { FastifyInstance, FastifyReply } from 'fastify';
import { DEFAULT_MOVES, MOST_MOVES } from '../../../core/simulate/defragment.ts';
import type { LossTarget } from '../../../core/simulate/loss-target.ts';
import { DEFAULT_BANDWIDTH } from '../../../core/simulate/loss.ts';
import { MOST_VOLUMES } from '../../../core/simulate/place-many.ts';
import type { SimulationQuestion } from '../../../core/simulate/simulation.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { ApiOutcome } from '../api-outcome.ts';
import type { ApiPort } from '../api-port.ts';
import { createSimulations } from '../run-simulation.ts';
import { errors } from '../schemas/error-schema.ts';
import { record, ref } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { SIZE_SCHEMA } from '../schemas/volume-schemas.ts';
import { sendOutcome } from '../send.ts';
import { readSize } from '../volume-operations.ts';

const name = (description: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 253, description });

const CLASS = name('A storage class of the active revision.');
const NODE = name('A node of the Topology that must reach it.');

const whole = (least: number, most: number, otherwise: number, description: string): JsonSchema => ({
  ...{ type: 'integer', minimum: least, maximum: most, default: otherwise, description },
});

/** What routes ask for, each some of it: their schemas say which, and fill in what has a default. */
interface SimulationQuery {
  readonly class?: string;
  readonly size?: string;
  readonly node?: string;
  readonly count?: number;
  readonly drive?: string;
  readonly level?: string;
  readonly domain?: string;
  readonly bandwidth?: number;
  readonly moves?: number;
}

type ToQuestion = (query: SimulationQuery) => ApiOutcome<SimulationQuestion>;

/** What would happen. Reading is enough: an index of its own is changed, and nothing else. */
export function addSimulationRoutes(app: FastifyInstance, port: ApiPort): void {
  const simulations = createSimulations(() => port.ground());
  const add = (route: SimulationRoute, questionOf: ToQuestion): void => {
    app.get<{ Querystring: SimulationQuery }>(
      `/api/v1/${route.path}`,
      { schema: schemaOf(route) },
      async ({ query }, reply) => {
        const question = questionOf(query);
        if (question.kind === 'error') return sendOutcome(reply, 200, question);
        return sendOutcome(reply, 200, await simulations.run(question.value, () => isWaitedFor(reply)));
      },
    );
  };
  add(EXPLAIN, (query) => withSize(query, (of) => ({ kind: 'explain', of })));
  add(PLACE, (query) => withSize(query, (of) => ({ kind: 'place', of: { ...of, count: query.count ?? 1 } })));
  add(FILL, ({ class: of, size, node }) => {
    if (size === undefined) return ok({ kind: 'fill', of: { class: of, node } });
    const read = readSize(size);
    return read.kind === 'error' ? read : ok({ kind: 'fill', of: { class: of, size: read.value, node } });
  });
  add(LOSS, (query) => {
    const target = targetOf(query);
    const { bandwidth = DEFAULT_BANDWIDTH } = query;
    return target ? ok({ kind: 'loss', of: { target, bandwidth } }) : failed('invalid-argument', NO_TARGET);
  });
  add(DEFRAG, ({ moves = DEFAULT_MOVES }) => ok({ kind: 'defrag', of: { moves } }));
}

const isWaitedFor = ({ raw }: FastifyReply): boolean => !raw.destroyed;

function withSize(
  { class: of = '', size = '', node }: SimulationQuery,
  question: (of: Extract<SimulationQuestion, { kind: 'explain' }>['of']) => SimulationQuestion,
): ApiOutcome<SimulationQuestion> {
  const read = readSize(size);
  return read.kind === 'error' ? read : ok(question({ class: of, size: read.value, node }));
}

const NO_TARGET = 'say either "drive", or "level" and "domain"';

function targetOf({ drive, level, domain }: SimulationQuery): LossTarget | undefined {
  if (drive !== undefined) return level === undefined && domain === undefined ? { kind: 'drive', drive } : undefined;
  return level !== undefined && domain !== undefined ? { kind: 'domain', level, domain } : undefined;
}

interface SimulationRoute {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly query: JsonSchema;
  readonly answer: string;
  /** Nothing of the configuration that may be missing from it. */
  readonly namesNothing?: boolean;
}

const EXPLAIN: SimulationRoute = {
  path: 'explain/volume',
  operationId: 'explainVolume',
  summary:
    'Says whether a volume would be placed and where; if not, what rules drives out, what is short and what would fit.',
  query: record({ class: CLASS, size: SIZE_SCHEMA }, { node: NODE }),
  answer: 'ExplainedRequest',
};

const PLACE: SimulationRoute = {
  path: 'simulate/place',
  operationId: 'simulatePlace',
  summary: 'Says how many of so many volumes would be placed, and why the next one would not.',
  query: record({ class: CLASS, size: SIZE_SCHEMA }, { count: whole(1, MOST_VOLUMES, 1, 'How many.'), node: NODE }),
  answer: 'SimulatedPlacements',
};

const FILL: SimulationRoute = {
  path: 'simulate/fill',
  operationId: 'simulateFill',
  summary: 'Says how many more volumes of each class would be placed, and what stops the next one.',
  query: record({}, { class: CLASS, size: SIZE_SCHEMA, node: NODE }),
  answer: 'SimulatedFill',
};

const LOSS: SimulationRoute = {
  path: 'simulate/loss',
  operationId: 'simulateLoss',
  summary: 'Says which volumes survive the loss of a drive or a domain, and where and how fast they are rebuilt.',
  query: record(
    {},
    {
      drive: name('Id of a drive; or level and domain.'),
      level: name('A level of the Topology, storageGroup or enclosure.'),
      domain: name('A domain of the level.'),
      bandwidth: whole(1, 10 ** 12, DEFAULT_BANDWIDTH, 'Bytes a second that a drive is rebuilt from or to with.'),
    },
  ),
  answer: 'SimulatedLoss',
};

const DEFRAG: SimulationRoute = {
  path: 'simulate/defrag',
  operationId: 'simulateDefrag',
  summary: 'Says what moving slices would gain, and which moves.',
  query: record({}, { moves: whole(1, MOST_MOVES, DEFAULT_MOVES, 'The most slices to move.') }),
  answer: 'SimulatedDefragmentation',
  namesNothing: true,
};

const schemaOf = ({ operationId, summary, query, answer, namesNothing = false }: SimulationRoute) => ({
  operationId,
  summary,
  tags: ['simulations'],
  querystring: query,
  response: {
    200: { description: 'What would happen. Nothing does.', ...ref(answer) },
    ...errors(400, 401, ...(namesNothing ? [] : [404]), 409, 500, 503),
  },
});
