import type { EnclosureHost, EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { CsiError } from '../../csi-error.ts';
import { AgentMessageSchema } from '../../generated/stowage/channel_pb.ts';
import type { Command } from '../../generated/stowage/channel_pb.ts';
import { failed, mapOk } from '../../outcome.ts';
import { MAX_AGENT_MESSAGE_BYTES } from '../channel-limits.ts';
import type { ChannelLog } from '../channel-log.ts';
import { doneResult, exportedResult, failureResult, observationResult } from '../messages/enclosure-answers.ts';
import type { AnswerResult } from '../messages/enclosure-answers.ts';
import {
  fromWireCopyLeg,
  fromWireCutLeg,
  fromWireDriveCommand,
  fromWireExportLeg,
  fromWireLeg,
  fromWireLegExtent,
  fromWireWithdrawExport,
} from '../messages/enclosure-commands.ts';
import { writeMessage } from '../messages/streams.ts';

/** Has the host carry out a command, and words its answer. Never rejects. */
export async function carryOut(host: EnclosureHost, { id, request }: Command, log: ChannelLog): Promise<Buffer> {
  const outcome = await resultOf(host, request).catch((error: unknown) => afterError(request, error, log));
  logOutcome(log, request, outcome);
  const bytes = answerOf(id, outcome);
  if (bytes.length <= MAX_AGENT_MESSAGE_BYTES) return bytes;
  const size = `the answer has ${String(bytes.length)} bytes, and ${String(MAX_AGENT_MESSAGE_BYTES)} may be sent`;
  log.warn(`${wordsFor(request)}: ${size}`);
  return answerOf(id, failed('unavailable', size));
}

/** The answer to a command that nothing was done about. */
export const turnDown = ({ id, request }: Command, why: string, log: ChannelLog): Buffer => {
  log.warn(`${wordsFor(request)}: turned down: ${why}`);
  return answerOf(id, failed('unavailable', why));
};

async function resultOf(host: EnclosureHost, request: Command['request']): Promise<EnclosureOutcome<AnswerResult>> {
  switch (request.case) {
    case 'observe':
      return mapOk(await host.observe(), observationResult);
    case 'cutLeg':
      return mapOk(await host.cutLeg(fromWireCutLeg(request.value)), doneResult);
    case 'copyLeg':
      return mapOk(await host.copyLeg(fromWireCopyLeg(request.value)), doneResult);
    case 'growLeg':
      return mapOk(await host.growLeg(fromWireLegExtent(request.value)), doneResult);
    case 'exportLeg':
      return mapOk(await host.exportLeg(fromWireExportLeg(request.value)), exportedResult);
    case 'withdrawExport':
      return mapOk(await host.withdrawExport(fromWireWithdrawExport(request.value)), doneResult);
    case 'releaseLeg':
      return mapOk(await host.releaseLeg(fromWireLeg(request.value)), doneResult);
    case 'adoptDrive':
      return mapOk(await host.adoptDrive(fromWireDriveCommand(request.value)), doneResult);
    case 'wipeDrive':
      return mapOk(await host.wipeDrive(fromWireDriveCommand(request.value)), doneResult);
    case undefined:
      throw new CsiError('bad-message', 'the command is unknown to this release of the agent');
  }
}

/** What was thrown stays in the log of this host, apart from what is wrong with the message. */
function afterError(request: Command['request'], error: unknown, log: ChannelLog): EnclosureOutcome<AnswerResult> {
  if (error instanceof CsiError && error.code === 'bad-message') return failed('unavailable', error.message);
  log.bug(wordsFor(request), error);
  return failed('unavailable', 'the agent failed unexpectedly; its log says why');
}

const answerOf = (id: bigint, outcome: EnclosureOutcome<AnswerResult>): Buffer =>
  writeMessage(AgentMessageSchema, {
    body: {
      case: 'answer',
      value: { id, result: outcome.kind === 'ok' ? outcome.value : failureResult(outcome) },
    },
  });

function logOutcome(log: ChannelLog, request: Command['request'], outcome: EnclosureOutcome<unknown>): void {
  if (outcome.kind !== 'ok') log.warn(`${wordsFor(request)}: ${outcome.code}: ${outcome.message}`);
  // Looking changes nothing, and happens every minute.
  else if (request.case !== 'observe') log.info(`${wordsFor(request)}: done`);
}

/** A command as people read it. Names what it is about, and never a secret. */
function wordsFor(request: Command['request']): string {
  switch (request.case) {
    case 'observe':
      return 'observe';
    case 'cutLeg':
      return `cut leg ${request.value.leg} of volume ${request.value.volume} on ${request.value.drive}`;
    case 'copyLeg':
      return `fill leg ${request.value.leg} of volume ${request.value.volume} from leg ${request.value.sourceLeg}`;
    case 'growLeg':
      return `grow leg ${request.value.leg} of volume ${request.value.volume} on ${request.value.drive}`;
    case 'exportLeg':
      return `export leg ${request.value.leg} of volume ${request.value.volume} to node ${request.value.node}`;
    case 'withdrawExport':
      return `withdraw publication ${request.value.publication} of volume ${request.value.volume}`;
    case 'releaseLeg':
      return `release leg ${request.value.leg} of volume ${request.value.volume} on ${request.value.drive}`;
    case 'adoptDrive':
      return `adopt drive ${request.value.drive}, by ${request.value.by}`;
    case 'wipeDrive':
      return `wipe drive ${request.value.drive}, by ${request.value.by}`;
    case undefined:
      return 'unknown command';
  }
}
