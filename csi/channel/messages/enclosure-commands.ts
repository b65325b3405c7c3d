import type {
  CopyLeg,
  CopySource,
  CutLeg,
  DriveCommand,
  ExportLeg,
  GrowLeg,
  ReleaseLeg,
  WithdrawExport,
} from '../../backends/composable/enclosure-host.ts';
import { CsiError } from '../../csi-error.ts';
import type * as wire from '../../generated/stowage/channel_pb.ts';
import {
  count,
  driveId,
  fromWireAddress,
  fromWireChap,
  fromWireExtent,
  fromWireFence,
  fromWirePortal,
  legId,
  nodeName,
  publicationId,
  shortText,
  toWireAddress,
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

export const toWireCutLeg = (command: CutLeg) => ({ ...toWireLegExtent(command), toFill: command.toFill === true });

export const fromWireCutLeg = (message: wire.CutLeg): CutLeg => ({
  ...fromWireLegExtent(message),
  toFill: message.toFill,
});

export const toWireCopyLeg = (command: CopyLeg) => ({
  ...toWireLeg(command),
  sourceLeg: command.source.leg,
  source: toWireSource(command.source),
  lengthKib: BigInt(command.lengthKiB),
});

const toWireSource = (source: CopySource) =>
  source.kind === 'own-drive'
    ? { case: 'sourceDrive' as const, value: source.drive }
    : {
        case: 'remote' as const,
        value: {
          publication: source.publication,
          address: toWireAddress(source.address),
          ...(source.chap && { chap: toWireChap(source.chap) }),
        },
      };

export const fromWireCopyLeg = (message: wire.CopyLeg): CopyLeg => ({
  ...fromWireLeg(message),
  source: { leg: legId(message.sourceLeg), ...fromWireSource(message.source) },
  lengthKiB: count('length', message.lengthKib),
});

function fromWireSource(source: wire.CopyLeg['source']) {
  switch (source.case) {
    case 'sourceDrive':
      return { kind: 'own-drive', drive: driveId(source.value) } as const;
    case 'remote': {
      const { publication, address, chap } = source.value;
      const from = { publication: publicationId(publication), address: fromWireAddress(address) };
      return { kind: 'export', ...from, chap: fromWireChap(chap) } as const;
    }
    case undefined:
      throw new CsiError('bad-message', 'a leg is to be filled from a source that is unknown to this release');
  }
}

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
