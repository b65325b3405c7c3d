import { redactMessage } from '../../csi/services/redact-message.ts';
import { statusNameOf } from '../../csi/services/status.ts';
import type { DriverOutcome } from '../../csi/services/outcome.ts';
import type { TakenCall } from '../../csi/services/unary-service.ts';
import type { LogLevel } from '../commands/options.ts';
import type { FieldLog, LogFields } from '../serve/log.ts';

/** Kubelet and sidecars ask these again and again, and nothing changes by them. */
const READS = /^(Probe|Get|List|Validate|ControllerGet|NodeGet)/;

/** One line for a call that was answered: what of, what came of it, how long it took. */
export function logCall(log: FieldLog, call: TakenCall, outcome: DriverOutcome<LogFields>, seconds: number): void {
  const level = levelOf(call, outcome);
  if (!log.writes(level)) return;
  const { method, request, operation } = call;
  const subject = subjectOf(request);
  const code = statusNameOf(outcome);
  const left = call.left();
  log.record(level, wordsFor({ method: method.name, subject, code, seconds, left }, outcome), {
    operation,
    method: call.path,
    ...subjectFields(request, outcome),
    code,
    seconds: Number(seconds.toFixed(6)),
    ...(left && { left }),
    request: redactMessage(method.input, request),
    ...(outcome.kind === 'ok'
      ? { response: redactMessage(method.output, outcome.value) }
      : { reason: outcome.code, error: outcome.message }),
  });
}

function levelOf({ method }: TakenCall, outcome: DriverOutcome<unknown>): LogLevel {
  if (outcome.kind === 'ok') return READS.test(method.name) ? 'debug' : 'info';
  return outcome.code === 'internal' ? 'error' : 'warn';
}

interface Words {
  readonly method: string;
  readonly subject: string;
  readonly code: string;
  readonly seconds: number;
  readonly left: boolean;
}

function wordsFor({ method, subject, code, seconds, left }: Words, outcome: DriverOutcome<unknown>): string {
  const head = `${method}${subject === '' ? '' : ` ${subject}`}: ${code} in ${(1000 * seconds).toFixed(1)} ms`;
  const gone = left ? ', when the caller had left' : '';
  return outcome.kind === 'ok' ? `${head}${gone}` : `${head}${gone}: ${outcome.message}`;
}

const textOf = (fields: LogFields, key: string): string => {
  const value = fields[key];
  return typeof value === 'string' ? value : '';
};

function subjectOf(request: LogFields): string {
  const subject = textOf(request, 'volumeId') || textOf(request, 'name');
  const node = textOf(request, 'nodeId');
  return node === '' ? subject : `${subject} to node ${node}`.trim();
}

/** Names the volume, also where only the answer does. */
function subjectFields(request: LogFields, outcome: DriverOutcome<LogFields>): LogFields {
  const made = outcome.kind === 'ok' ? (outcome.value['volume'] as LogFields | undefined) : undefined;
  const volume = textOf(request, 'volumeId') || textOf(made ?? {}, 'volumeId');
  const name = textOf(request, 'name');
  const node = textOf(request, 'nodeId');
  return { ...(volume && { volume }), ...(name && { name }), ...(node && { node }) };
}
