import { describe, expect, it } from 'vitest';
import { SystemError } from '../../system/system.ts';
import { scriptedSystem } from '../../system/testing/scripted-system.ts';
import { percentageUsedOf } from './percentage-used.ts';

const NVME = { device: '/dev/nvme0n1', mediaType: 'SSD', protocol: 'NVMe' } as const;
const SAS = { device: '/dev/sda', mediaType: 'SSD', protocol: 'SAS' } as const;
const SATA = { device: '/dev/sdb', mediaType: 'SSD', protocol: 'SATA' } as const;
const HDD = { device: '/dev/sdc', mediaType: 'HDD', protocol: 'SAS' } as const;

const ataStatistics = (name: string, value: number) => ({
  ata_device_statistics: { pages: [{ number: 7, table: [{ name, value }] }] },
});

describe('how much of its rated writes a drive has used', () => {
  it.each([
    ['NVMe', NVME, 0, { nvme_smart_health_information_log: { percentage_used: 12 } }, 12],
    ['NVMe beyond what it is rated for', NVME, 8, { nvme_smart_health_information_log: { percentage_used: 140 } }, 140],
    ['SAS', SAS, 0, { scsi_percentage_used_endurance_indicator: 11 }, 11],
    ['SATA', SATA, 0, ataStatistics('Percentage Used Endurance Indicator', 7), 7],
    ['whatever smartctl 7.5 speaks to', SATA, 0, { endurance_used: { current_percent: 3 } }, 3],
    ['a drive that reports other statistics', SATA, 0, ataStatistics('Lifetime Power-On Resets', 7), undefined],
    ['a drive that says nothing', SAS, 0, {}, undefined],
    ['a drive that says nonsense', SAS, 0, { scsi_percentage_used_endurance_indicator: -1 }, undefined],
    ['a drive that could not be opened', SAS, 2, { scsi_percentage_used_endurance_indicator: 11 }, undefined],
  ])('%s', async (_, drive, status, answer, expected) => {
    const system = scriptedSystem();
    system.answer('smartctl', { status, stdout: JSON.stringify(answer) });
    expect(await percentageUsedOf(system, drive)).toBe(expected);
  });

  it('is not asked of an HDD', async () => {
    const system = scriptedSystem();
    expect(await percentageUsedOf(system, HDD)).toBeUndefined();
    expect(system.transcript).toEqual([]);
  });

  it('asks each drive in the way that it answers', async () => {
    const system = scriptedSystem();
    for (const drive of [NVME, SAS]) await percentageUsedOf(system, drive);
    expect(system.transcript).toEqual([
      '$ smartctl --json=c --attributes /dev/nvme0n1',
      '$ smartctl --json=c --log=ssd /dev/sda',
    ]);
  });

  it.each(['no-such-program', 'timed-out', 'too-much-output'] as const)(
    'stays unknown where smartctl is %s',
    async (code) => {
      const run = () => Promise.reject(new SystemError(code, 'no answer'));
      expect(await percentageUsedOf({ ...scriptedSystem(), run }, NVME)).toBeUndefined();
    },
  );
});
