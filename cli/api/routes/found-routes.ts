import type { FastifyInstance } from 'fastify';
import type { DriveId, EnclosureName } from '../../../core/model/ids.ts';
import { ok } from '../../../csi/outcome.ts';
import type { DriverOutcome } from '../../../csi/services/outcome.ts';
import type { Decision, DriveChoice } from '../../../csi/driver/decisions.ts';
import type { EnclosureInventory } from '../../../csi/driver/drive-hosts.ts';
import type { ApiPort } from '../api-port.ts';
import { errors } from '../schemas/error-schema.ts';
import { record } from '../schemas/parts.ts';
import type { JsonSchema } from '../schemas/parts.ts';
import { sendOutcome } from '../send.ts';
import { foundViewer } from '../views/found-view.ts';
import type { FoundEnclosureView } from '../views/found-view.ts';
import { addList } from './add-list.ts';

/** What agents found on their hosts, and what people decide about it. */
export function addFoundRoutes(app: FastifyInstance, port: ApiPort): void {
  addList<EnclosureInventory, FoundEnclosureView>(
    app,
    { path: 'found', schema: 'FoundEnclosure', about: 'what the agents of enclosures find now, declared or not' },
    async () => ok({ things: await port.inventory(), nameOf: ({ name }) => name, view: foundViewer(port.snapshot()) }),
  );
  addList<NumberedDecision, Decision>(
    app,
    {
      path: 'decisions',
      schema: 'Decision',
      about: 'what people decided about drives, legs and operations, oldest first',
    },
    async () => {
      const things = (await port.decisions()).map((decision, index) => ({ decision, index }));
      const keyOf = ({ index }: NumberedDecision): string => String(index).padStart(16, '0');
      return ok({ things, nameOf: ({ decision }) => subjectOf(decision), keyOf, view: ({ decision }) => decision });
    },
  );
  addDriveDecision(app, ADOPT, (request) => port.adoptDrive(request));
  addDriveDecision(app, WIPE, (request) => port.wipeDrive(request));
}

/** Decisions are only ever added to: the place of one never changes. */
interface NumberedDecision {
  readonly decision: Decision;
  readonly index: number;
}

function subjectOf(decision: Decision): string {
  switch (decision.kind) {
    case 'adopt-drive':
    case 'wipe-drive':
      return decision.drive;
    case 'drop-leg':
    case 'abandon-operation':
      return decision.volume;
  }
}

interface DriveDecisionRoute {
  readonly verb: string;
  readonly summary: string;
  readonly done: string;
}

const ADOPT: DriveDecisionRoute = {
  verb: 'adopt',
  summary: 'Makes a drive of another domain ours, with the legs that are on it.',
  done: 'It is ours.',
};

const WIPE: DriveDecisionRoute = {
  verb: 'wipe',
  summary:
    'Destroys whatever a drive holds, and makes it ours. Refused while legs of ours are on it. A long wipe answers 503 with how far it is; the same request again joins it.',
  done: 'It is empty, and ours.',
};

const name = (description: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 253, description });

const DRIVE = record({
  enclosure: name('The enclosure whose agent found the drive.'),
  drive: name('Id of the drive.'),
});

function addDriveDecision(
  app: FastifyInstance,
  { verb, summary, done }: DriveDecisionRoute,
  decide: (request: DriveChoice) => Promise<DriverOutcome<undefined>>,
): void {
  app.post<{ Params: { readonly enclosure: EnclosureName; readonly drive: DriveId } }>(
    `/api/v1/found/:enclosure/drives/:drive/${verb}`,
    {
      config: { access: 'change' },
      schema: {
        operationId: `${verb}Drive`,
        summary,
        tags: ['found'],
        params: DRIVE,
        response: {
          204: { type: 'null', description: done },
          ...errors(400, 401, 403, 404, 409, 413, 415, 422, 500, 503),
        },
      },
    },
    async ({ params, caller }, reply) => sendOutcome(reply, 204, await decide({ ...params, by: caller })),
  );
}
