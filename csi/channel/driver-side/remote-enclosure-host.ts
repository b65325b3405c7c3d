import type { Extent } from '../../../core/model/volume.ts';
import type { EnclosureHost } from '../../backends/composable/enclosure-host.ts';
import { failed } from '../../outcome.ts';
import { readDone, readExported, readObservation } from '../messages/enclosure-answers.ts';
import {
  toWireCopyLeg,
  toWireCutLeg,
  toWireDriveCommand,
  toWireExportLeg,
  toWireLeg,
  toWireLegExtent,
  toWireWithdrawExport,
} from '../messages/enclosure-commands.ts';
import { isWireExtent } from '../messages/values.ts';
import type { AskAgent } from './attached-agent.ts';

/** An enclosure whose agent carries out every command. */
export const remoteEnclosureHost = (ask: AskAgent): EnclosureHost => ({
  observe: () => ask({ case: 'observe', value: {} }, readObservation),
  cutLeg: async (command) =>
    inWholeGiB(command.extent) ?? ask({ case: 'cutLeg', value: toWireCutLeg(command) }, readDone),
  copyLeg: (command) => ask({ case: 'copyLeg', value: toWireCopyLeg(command) }, readDone),
  growLeg: async (command) =>
    inWholeGiB(command.extent) ?? ask({ case: 'growLeg', value: toWireLegExtent(command) }, readDone),
  exportLeg: (command) => ask({ case: 'exportLeg', value: toWireExportLeg(command) }, readExported),
  withdrawExport: (command) => ask({ case: 'withdrawExport', value: toWireWithdrawExport(command) }, readDone),
  releaseLeg: (command) => ask({ case: 'releaseLeg', value: toWireLeg(command) }, readDone),
  adoptDrive: (command) => ask({ case: 'adoptDrive', value: toWireDriveCommand(command) }, readDone),
  wipeDrive: (command) => ask({ case: 'wipeDrive', value: toWireDriveCommand(command) }, readDone),
});

/** The protocol has no word for parts of a GiB, so they are refused here, as the enclosure would. */
const inWholeGiB = (extent: Extent) =>
  isWireExtent(extent)
    ? undefined
    : failed('outside-drive', `${String(extent.length)} GiB from ${String(extent.start)} are not in whole GiB`);
