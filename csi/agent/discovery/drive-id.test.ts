import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nvmeDriveId, scsiDriveId } from './drive-id.ts';

describe('the identity of a drive', () => {
  it.each([
    ['naa.5000c500a1b2c3d4', 'wwn-0x5000c500a1b2c3d4'],
    ['naa.5000C500A1B2C3D4', 'wwn-0x5000c500a1b2c3d4'],
    ['naa.60014054cbeace09d394b8fa1ee1738c', 'wwn-0x60014054cbeace09d394b8fa1ee1738c'],
    ['eui.0025385c21403f07', 'eui.0025385c21403f07'],
    ['naa.0000000000000000', undefined],
    ['t10.ATA     QEMU HARDDISK                           QM00001', undefined],
    ['naa.5000c500', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of a SCSI drive that says %s is %s', (wwid, id) => {
    expect(scsiDriveId(wwid)).toBe(id);
  });

  it.each([
    ['00 25 38 5c 21 40 3f 07', undefined, 'eui.0025385c21403f07'],
    ['00 25 38 5c 21 40 3f 07', '11111111-2222-3333-4444-555555555555', 'eui.0025385c21403f07'],
    [undefined, '36344630-5291-0041-0025-384500000001', 'nguid.36344630529100410025384500000001'],
    ['00 00 00 00 00 00 00 00', '36344630-5291-0041-0025-384500000001', 'nguid.36344630529100410025384500000001'],
    ['00 00 00 00 00 00 00 00', '00000000-0000-0000-0000-000000000000', undefined],
    [undefined, undefined, undefined],
    ['0025', 'what is this', undefined],
  ])('of a namespace with EUI-64 %s and NGUID %s is %s', (eui, nguid, id) => {
    expect(nvmeDriveId(eui, nguid)).toBe(id);
  });

  it('is one that an Enclosure may declare', () => {
    const schema = readFileSync('schemas/enclosure.json', 'utf8');
    const pattern = /"pattern": "(\^\(wwn-[^"]+)"/.exec(schema)?.[1]?.replaceAll('\\\\', '\\') ?? '';
    const ids = [
      scsiDriveId('naa.5000c500a1b2c3d4'),
      scsiDriveId('naa.60014054cbeace09d394b8fa1ee1738c'),
      nvmeDriveId('00 25 38 5c 21 40 3f 07', undefined),
      nvmeDriveId(undefined, '36344630-5291-0041-0025-384500000001'),
    ];
    for (const id of ids) expect(id).toMatch(new RegExp(pattern));
  });
});
