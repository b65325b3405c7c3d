import { describe, expect, it } from 'vitest';
import { LABEL_TYPE_GUID } from '../../../csi/system/format.ts';
import type { BoxName, Fleet } from '../fleet/fleet.ts';
import { bytesLeft } from '../fleet/left-over.ts';
import { stowage } from '../fleet/stowage-command.ts';
import { until } from '../fleet/until.ts';

const BOX: BoxName = 'box-2';

/** Tells what becomes of drives that are not ours. */
export function foreign(fleet: () => Fleet): void {
  describe('a drive that is not ours', () => {
    it('because of a filesystem on it is left alone until somebody says wipe', async () => {
      const drive = driveOf(fleet(), 'hdd-0');
      const box = fleet().box(BOX);
      await box.output(['wipefs', '--all', '--quiet', drive.path]);
      await box.output(['mkfs.ext4', '-q', '-F', drive.path]);
      await until('the agent to see it', async () => (await standingOf(fleet(), drive.identity)) === 'unknown-data');
      const hdd = { name: 'on-the-hdd', gib: 1, use: 'block', parameters: { type: 'hdd', storageGroup: BOX } } as const;
      await expect(fleet().controller.create(hdd)).rejects.toThrow();
      expect(await box.output(['blkid', '-p', '-o', 'value', '-s', 'TYPE', drive.path])).toBe('ext4\n');

      const id = await idOf(fleet(), drive.identity);
      const wipe = ['drive', 'wipe', id, '--enclosure', BOX, '--confirm', id, ...fleet().server];
      // The whole drive is zeroed; until then the command says how far it is, and fails.
      const isWiped = () =>
        stowage(wipe).then(
          () => true,
          () => false,
        );
      await until('the drive to be wiped', isWiped, 180_000);
      expect(await standingOf(fleet(), drive.identity)).toBe('owned');
      expect(await bytesLeft(drive)).toEqual([]);
      const made = await fleet().controller.create(hdd);
      await fleet().controller.remove(made);
    }, 240_000);

    it('because another domain has labelled it takes no legs until somebody adopts it', async () => {
      const drive = driveOf(fleet(), 'nvme-0');
      const box = fleet().box(BOX);
      const name = '99999999-1111-4111-8111-999999999999';
      const table = `label: gpt\ntable-length: 256\nstart=2048, size=2048, type=${LABEL_TYPE_GUID}, name="${name}"\n`;
      await box.output(['sfdisk', '--force', '--no-reread', '--wipe', 'always', drive.path], { input: table });
      await box.output(['partx', '--update', drive.path]);
      const label = {
        stowage: 'owner-label',
        format: 1,
        domain: name,
        drive: await idOf(fleet(), drive.identity),
        enclosure: 'elsewhere',
      };
      await box.output(['dd', `of=${drive.path}`, 'bs=4096', 'seek=256', 'conv=notrunc,sync,fsync'], {
        input: JSON.stringify(label),
      });
      await until('the agent to see it', async () => (await standingOf(fleet(), drive.identity)) === 'foreign');
      const { id } = await foundDrive(fleet(), drive.identity);
      await stowage(['drive', 'adopt', id, '--enclosure', BOX, ...fleet().server]);
      expect(await standingOf(fleet(), drive.identity)).toBe('owned');
    });
  });
}

const driveOf = (fleet: Fleet, id: string) => {
  const drive = fleet.box(BOX).drives.find((one) => one.id === id);
  if (!drive) throw new Error(`${BOX} has no drive ${id}`);
  return drive;
};

interface FoundDrive {
  readonly id: string;
  readonly standing: { readonly kind: string };
}

/** What the agent says of the drive with this WWN or EUI-64. */
async function foundDrive(fleet: Fleet, identity: string): Promise<FoundDrive> {
  const [enclosure] = await (await fleet.api()).found(BOX);
  const found = enclosure?.drives.find(({ id }) => id.includes(identity));
  if (!found) throw new Error(`no drive ${identity} was found in ${BOX}`);
  return found;
}

const standingOf = async (fleet: Fleet, identity: string): Promise<string> =>
  (await foundDrive(fleet, identity)).standing.kind;
const idOf = async (fleet: Fleet, identity: string): Promise<string> => (await foundDrive(fleet, identity)).id;
