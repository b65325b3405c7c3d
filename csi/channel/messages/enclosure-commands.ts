import type {
  CutLeg,
  DriveCommand,
  ExportLeg,
  GrowLeg,
  ReleaseLeg,
  WithdrawExport,
} from '../../backends/composable/enclosure-host.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import {
  count,
  driveId,
  fromWireChap,
  fromWireExtent,
  fromWireFence,
  fromWirePortal,
  legId,
  nodeName,
  publicationId,
  shortText,
  toWireChap,
  toWireExtent,
  toWireFence,
  toWirePortal,
  volumeId,
} from './values.ts';

/** The commands to an enclosure, written by the driver and read by the agent. Readers throw CsiError `bad-message`. */

export const toWireLegExtent = (command: CutLeg | GrowLeg) => ({
  ...toWireLeg(command),
  extent: toWireExtent(command.extent),
});

export const fromWireLegExtent = (message: wire.CutLeg | wire.GrowLeg): CutLeg & GrowLeg => ({
  ...fromWireLeg(message),
  extent: fromWireExtent(message.extent),
});

export const toWireExportLeg = (command: ExportLeg) => ({
  ...toWireLeg(command),
  publication: command.publication,
  node: command.node,
  portal: toWirePortal(command.portal),
  ...(command.chap && { chap: toWireChap(command.chap) }),
});

export const fromWireExportLeg = (message: wire.ExportLeg): ExportLeg => ({
  ...fromWireLeg(message),
  publication: publicationId(message.publication),
  node: nodeName(message.node),
  portal: fromWirePortal(message.portal),
  chap: fromWireChap(message.chap),
});

export const toWireWithdrawExport = ({ fence, volume, publication }: WithdrawExport) => ({
  fence: toWireFence(fence),
  volume,
  publication,
});

export const fromWireWithdrawExport = (message: wire.WithdrawExport): WithdrawExport => ({
  fence: fromWireFence(message.fence),
  volume: volumeId(message.volume),
  publication: publicationId(message.publication),
});

export const toWireLeg = ({ fence, volume, leg, drive }: ReleaseLeg) => ({
  fence: toWireFence(fence),
  volume,
  leg,
  drive,
});

export const fromWireLeg = (message: Pick<wire.ReleaseLeg, 'fence' | 'volume' | 'leg' | 'drive'>): ReleaseLeg => ({
  fence: fromWireFence(message.fence),
  volume: volumeId(message.volume),
  leg: legId(message.leg),
  drive: driveId(message.drive),
});

export const toWireDriveCommand = ({ epoch, drive, by }: DriveCommand) => ({ epoch: BigInt(epoch), drive, by });

export const fromWireDriveCommand = (message: Pick<wire.WipeDrive, 'epoch' | 'drive' | 'by'>): DriveCommand => ({
  epoch: count('epoch', message.epoch),
  drive: driveId(message.drive),
  by: shortText(message.by),
});
