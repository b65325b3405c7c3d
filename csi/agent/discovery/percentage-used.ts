import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import { countOf, isObject, objectsOf, parseJson, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { FoundDrive } from './found-drive.ts';

/** A drive that takes longer is asked again at the next look. */
const PATIENCE_MS = 5000;

/** The file could not be opened, or the command not be read; its other bits tell of the drive, and come with figures. */
const NOTHING_READ = 0b11;

/** The name in the Device Statistics of ATA. Source: ACS-4, 9.5.8.4. */
const ATA_STATISTIC = 'Percentage Used Endurance Indicator';
const MAX_ROWS = 256;

/**
 * Of the writes that an SSD is rated for, in percent; `undefined` for an HDD, and where drive or host does not say. A host
 * without smartctl, and a drive that does not answer it, are no error: that a drive is worn keeps nothing from working.
 */
export async function percentageUsedOf(
  system: System,
  { device, mediaType, protocol }: Pick<FoundDrive, 'device' | 'mediaType' | 'protocol'>,
): Promise<number | undefined> {
  if (mediaType === 'HDD') return undefined;
  const asked = protocol === 'NVMe' ? '--attributes' : '--log=ssd';
  try {
    const { status, stdout } = await system.run({
      program: 'smartctl',
      args: ['--json=c', asked, device],
      timeout: PATIENCE_MS,
    });
    return (status & NOTHING_READ) === 0 ? percentageIn(parseJson(stdout)) : undefined;
  } catch (error) {
    if (error instanceof SystemError) return undefined;
    throw error;
  }
}

/** Where smartctl prints it depends on how the drive is spoken to, and from 7.5 on no more. */
function percentageIn(answer: unknown): number | undefined {
  const { endurance_used, nvme_smart_health_information_log, scsi_percentage_used_endurance_indicator } =
    objectOf(answer);
  return (
    countOf(objectOf(endurance_used)['current_percent']) ??
    countOf(objectOf(nvme_smart_health_information_log)['percentage_used']) ??
    countOf(scsi_percentage_used_endurance_indicator) ??
    ataPercentage(objectOf(answer)['ata_device_statistics'])
  );
}

function ataPercentage(statistics: unknown): number | undefined {
  const pages = objectsOf(objectOf(statistics)['pages'], MAX_ROWS) ?? [];
  const rows = pages.flatMap(({ table }) => objectsOf(table, MAX_ROWS) ?? []);
  return countOf(rows.find(({ name }) => textOf(name) === ATA_STATISTIC)?.['value']);
}

const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
