import type { EnclosureReports } from '../../../core/model/drive-report.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import { failed, ok } from '../../../csi/outcome.ts';
import type { CreateVolume } from '../../../csi/services/driver-port.ts';
import type { ListedRevision } from '../../../store/revisions.ts';
import type { Decision, DriveChoice } from '../../../csi/driver/decisions.ts';
import type { Operation, OperationId } from '../../../csi/driver/operations/operation.ts';
import type { LegId } from '../../../core/model/ids.ts';
import type { EnclosureInventory } from '../../../csi/driver/drive-hosts.ts';
import type { ActiveRevision, AnsweredRequest, ApiPort, ClusterKnowledge } from '../api-port.ts';
import type { DriverOutcome } from '../../../csi/services/outcome.ts';
import { buildInventoryIndex, occupy } from '../../../core/placement/inventory-index.ts';
import { useOf } from '../../../core/simulate/ground.ts';
import { compilePolicies } from '../../../core/policy/index.ts';
import { liveGround } from '../../simulate/live-ground.ts';
import { ACTIVE, volumeOf } from './fixture.ts';

export interface FakePort extends ApiPort {
  active: ActiveRevision | undefined;
  readonly volumes: Map<string, Volume>;
  readonly publications: Publication[];
  readonly proposed: ListedRevision[];
  /** What createVolume was asked for. */
  readonly created: CreateVolume[];
  /** What agents answer. */
  readonly found: EnclosureInventory[];
  readonly decided: Decision[];
  /** What is under way: stuck at a host that does not answer. */
  readonly underWay: Operation[];
  stopping: boolean;
  /** What Kubernetes says. */
  cluster: ClusterKnowledge | undefined;
  readonly answeredRequests: AnsweredRequest[];
}

const NO_POLICIES = compilePolicies([]).compiled;
const NOW = new Date('2026-11-02T08:00:00.000Z');

function groundOf(port: FakePort, active: ActiveRevision) {
  const { volumes, reports } = port.snapshot();
  // Volumes of the fixture lie on top of each other: the first has the place.
  const byPlace = new Map(volumes.toReversed().map((volume) => [volume.legs[0]?.drive, volume]));
  const placed = [...byPlace.values()];
  const index = buildInventoryIndex(active.configuration, reports);
  for (const { legs, layout } of placed) occupy(index, legs, useOf(layout));
  return liveGround({ active: { ...active, policies: NO_POLICIES }, volumes: placed, reports, index }, NOW);
}

/** A server in memory: it places nothing, but keeps volumes as the driver does. */
export function fakePort(volumes: readonly Volume[] = []): FakePort {
  const port: FakePort = {
    standsBy: () => undefined,
    active: ACTIVE,
    volumes: new Map(volumes.map((volume) => [volume.id, volume])),
    publications: [],
    proposed: [],
    created: [],
    found: [],
    decided: [],
    underWay: [],
    stopping: false,
    cluster: undefined,
    answeredRequests: [],
    snapshot: () => ({
      active: port.active,
      volumes: [...port.volumes.values()],
      publications: port.publications,
      reports: reportsIn(port.found),
      cluster: port.cluster,
    }),
    ground: () => port.active && groundOf(port, port.active),
    revisions: () => Promise.resolve(port.proposed),
    createVolume: (request) => {
      port.created.push(request);
      if (request.size.required > 1000) return Promise.resolve(failed('no-capacity', 'no drive has 1001 GiB left'));
      const { name, parameters } = request;
      const volume = volumeOf(name, {
        size: request.size.required,
        parameters,
        mode: request.capabilities[0]?.kind ?? 'mount',
      });
      port.volumes.set(volume.id, volume);
      return Promise.resolve(ok({ id: volume.id, size: volume.size, accessibleFrom: [] }));
    },
    createSnapshot: ({ name, source }) => {
      const of = port.volumes.get(source);
      if (!of) return Promise.resolve(failed('not-found', 'there is no such volume'));
      const takenAt = DECIDED_AT;
      const origin = { source: { kind: 'volume' as const, id: source } };
      const snapshot = { ...volumeOf(`snapshot-${name}`, { size: of.size }), name, snapshot: { takenAt }, origin };
      port.volumes.set(snapshot.id, snapshot);
      return Promise.resolve(ok({ id: snapshot.id, source, size: of.size, takenAt, ready: true }));
    },
    deleteSnapshot: (id) => {
      port.volumes.delete(id);
      return Promise.resolve(ok(undefined));
    },
    deleteVolume: (id) => {
      if (port.publications.some(({ volume }) => volume === id)) {
        return Promise.resolve(failed('in-use', 'the volume is published to worker-1'));
      }
      port.volumes.delete(id);
      return Promise.resolve(ok(undefined));
    },
    expand: ({ volume: id, size }) => {
      const volume = port.volumes.get(id);
      if (!volume) return Promise.resolve(failed('not-found', 'there is no such volume'));
      port.volumes.set(id, { ...volume, size: size.required });
      return Promise.resolve(ok({ size: size.required, nodeExpansionRequired: true }));
    },
    modify: ({ volume: id, attributes }) => {
      const volume = port.volumes.get(id);
      if (!volume) return Promise.resolve(failed('not-found', 'there is no such volume'));
      port.volumes.set(id, { ...volume, attributes });
      return Promise.resolve(ok(undefined));
    },
    unpublish: ({ volume: id, node }) => {
      const at = port.publications.findIndex((each) => each.volume === id && each.node === node);
      port.publications.splice(at, 1);
      return Promise.resolve(ok(undefined));
    },
    inventory: () => Promise.resolve(port.found),
    adoptDrive: (request) => Promise.resolve(decideDrive(port, 'adopt-drive', request)),
    wipeDrive: (request) => Promise.resolve(decideDrive(port, 'wipe-drive', request)),
    dropLeg: ({ volume: id, leg, by }) => {
      const volume = port.volumes.get(id);
      if (!volume) return Promise.resolve(failed('not-found', 'there is no such volume'));
      const dropped = [...volume.integrity.dropped, leg];
      if (dropped.length === volume.legs.length) return Promise.resolve(failed('denied', 'it is the last leg'));
      port.volumes.set(id, { ...volume, integrity: { ...volume.integrity, dropped } });
      port.decided.push({ kind: 'drop-leg', at: DECIDED_AT, by, outcome: { kind: 'done' }, volume: id, leg });
      return Promise.resolve(ok(undefined));
    },
    readiness: () => (port.active ? { kind: 'ready' } : { kind: 'not-ready', why: 'no configuration is active yet' }),
    isStopping: () => port.stopping,
    metrics: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'up 1\n' }),
    support: () => Promise.resolve([{ name: 'versions.json', about: 'versions', text: '{}\n' }]),
    answered: (request) => void port.answeredRequests.push(request),
    decisions: () => Promise.resolve(port.decided),
    operations: () => port.underWay,
    examineOperations: (id) => {
      const steps = [{ step: 'cut-legs', left: ['leg-a' as LegId] }];
      return Promise.resolve(port.underWay.filter((each) => each.id === id).map((operation) => ({ operation, steps })));
    },
    retryOperation: (id) => Promise.resolve(endOperation(port, id)),
    abandonOperation: ({ operation: id, by }) => {
      const found = port.underWay.find((each) => each.id === id);
      const ended = endOperation(port, id);
      if (found) {
        const about = { kind: 'abandon-operation', operation: id, volume: found.volume } as const;
        port.decided.push({ ...about, at: DECIDED_AT, by, outcome: { kind: 'done' } });
      }
      return Promise.resolve(ended);
    },
  };
  return port;
}

/** What agents answer is what they told last. */
const reportsIn = (found: readonly EnclosureInventory[]): EnclosureReports =>
  new Map(
    found.flatMap(({ name, observed }) =>
      observed.kind === 'ok' ? [[name, new Map(observed.value.drives.map((drive) => [drive.id, drive]))] as const] : [],
    ),
  );

function endOperation({ underWay }: FakePort, id: OperationId): DriverOutcome<undefined> {
  const index = underWay.findIndex((each) => each.id === id);
  if (index === -1) return failed('not-found', `no operation ${id} is under way`);
  underWay.splice(index, 1);
  return ok(undefined);
}

const DECIDED_AT = '2026-11-02T08:00:00.000Z';

function decideDrive(
  port: FakePort,
  kind: 'adopt-drive' | 'wipe-drive',
  { enclosure, drive, by }: DriveChoice,
): DriverOutcome<undefined> {
  const index = port.found.findIndex(({ name }) => name === enclosure);
  const observed = port.found[index]?.observed;
  if (!observed) return failed('not-found', `there is no enclosure ${enclosure}`);
  if (observed.kind === 'error') return failed('unavailable', observed.message);
  const { drives } = observed.value;
  if (!drives.some(({ id }) => id === drive)) return failed('not-found', `${enclosure} has no drive ${drive}`);
  const owned = drives.map((found) =>
    found.id === drive ? { ...found, standing: { kind: 'owned' as const } } : found,
  );
  port.found[index] = { name: enclosure, observed: ok({ ...observed.value, drives: owned }) };
  port.decided.push({ kind, at: DECIDED_AT, by, outcome: { kind: 'done' }, enclosure, drive });
  return ok(undefined);
}
