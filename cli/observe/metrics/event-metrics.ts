import { DRIVER_NAME } from '../../../core/model/class.ts';
import { clusterMetrics } from './cluster-metrics.ts';
import type { ClusterMetrics } from './cluster-metrics.ts';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What happened since the process started, counted as it happens. No label names a volume, a drive or a node. */
export interface EventMetrics extends ClusterMetrics {
  readonly registry: Registry;
  /** A call of CSI, by its path and by Go's name of its status. */
  called(method: string, code: string, seconds: number): void;
  placed(outcome: string, seconds: number): void;
  committed(outcome: 'committed' | 'conflict' | 'failed', seconds: number): void;
  /** A command to the host of an enclosure. */
  commanded(command: string, outcome: string, seconds: number): void;
  /** A look at the repository. */
  synced(outcome: 'active' | 'refused' | 'failed', seconds: number, now: Date): void;
  requested(method: string, route: string, status: number, seconds: number): void;
  logged(level: string): void;
}

/** Those of csi-lib-utils, with finer ones below: what needs no hardware takes milliseconds. */
const CALL_SECONDS = [0.0025, 0.01, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 25, 50, 120, 300, 600];
const SHORT_SECONDS = [0.0001, 0.00025, 0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 1, 2.5];

const timedIn =
  (registers: Registry[]) =>
  <Label extends string>(name: string, help: string, labelNames: Label[], buckets: number[]) =>
    new Histogram({ name, help, labelNames, buckets, registers });

export function createEventMetrics(version: string): EventMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const timed = timedIn(registers);
  new Gauge({ name: 'stowage_build_info', help: 'Always 1.', labelNames: ['version'], registers }).set({ version }, 1);
  const calls = timed(
    'csi_operations_seconds',
    'Calls of CSI, from when they were taken until they were answered.',
    ['driver_name', 'method_name', 'grpc_status_code'],
    CALL_SECONDS,
  );
  const placements = timed(
    'stowage_placement_seconds',
    'Searches for a place, with the policies asked and what was chosen checked again.',
    ['outcome'],
    SHORT_SECONDS,
  );
  const commits = timed('stowage_store_commit_seconds', 'Durable transactions.', ['outcome'], SHORT_SECONDS);
  const commands = timed(
    'stowage_agent_command_seconds',
    'Commands to hosts of enclosures, from when they were given until they were answered.',
    ['command', 'outcome'],
    CALL_SECONDS,
  );
  const syncs = timed('stowage_sync_seconds', 'Looks at the repository.', ['outcome'], CALL_SECONDS);
  const lastSync = new Gauge({
    name: 'stowage_sync_last_success_timestamp_seconds',
    help: 'When the newest commit was last seen, whatever became of it. 0: not yet.',
    registers,
  });
  const requests = timed(
    'stowage_http_request_seconds',
    'Requests of the HTTP API.',
    ['method', 'route', 'status_code'],
    CALL_SECONDS,
  );
  const lines = new Counter({
    name: 'stowage_log_lines_total',
    help: 'Lines that were logged.',
    labelNames: ['level'],
    registers,
  });
  return {
    registry,
    called: (method, code, seconds) => {
      calls.observe({ driver_name: DRIVER_NAME, method_name: method, grpc_status_code: code }, seconds);
    },
    placed: (outcome, seconds) => {
      placements.observe({ outcome }, seconds);
    },
    committed: (outcome, seconds) => {
      commits.observe({ outcome }, seconds);
    },
    commanded: (command, outcome, seconds) => {
      commands.observe({ command, outcome }, seconds);
    },
    synced: (outcome, seconds, now) => {
      syncs.observe({ outcome }, seconds);
      if (outcome !== 'failed') lastSync.set(now.getTime() / 1000);
    },
    requested: (method, route, status, seconds) => {
      requests.observe({ method, route, status_code: String(status) }, seconds);
    },
    logged: (level) => {
      lines.inc({ level });
    },
    ...clusterMetrics(registry),
  };
}
