import { describe, expect, it } from 'vitest';
import { repairHost } from './examine-host.ts';
import { found, freshHost, install, writes } from './testing/fresh-host.ts';

const FILE = '/etc/multipath/conf.d/stowage.conf';
const FINDING = 'multipathd is installed and not told to leave the legs of volumes, and nothing else';

async function repaired(before?: string) {
  const system = freshHost();
  await repairHost({ system, role: 'node' });
  install(system, 'multipathd');
  if (before !== undefined) system.files.set(FILE, before);
  const since = writes(system).length;
  const { mended } = await repairHost({ system, role: 'node' });
  return { system, mended: mended.map(({ what }) => what), written: writes(system).slice(since) };
}

/** As multipathd goes by it: a device is left where its vendor and its product both fit. Source: multipath.conf(5). */
function leaves(text: string, vendor: string, product: string): boolean {
  const devices = [...text.matchAll(/device \{\s+vendor "(.*)"\s+product "(.*)"\s+\}/g)];
  return devices.some(([, v = '', p = '']) => new RegExp(v).test(vendor) && new RegExp(p).test(product));
}

describe('multipathd', () => {
  it('gets a file of ours, once', async () => {
    const { system, mended, written } = await repaired();
    expect(mended).toEqual([FINDING]);
    expect(written).toEqual([
      'make /etc/multipath/',
      'make /etc/multipath/conf.d/',
      `replace ${FILE}`,
      '$ systemctl try-reload-or-restart multipathd.service',
    ]);
    expect([await found(system), (await repairHost({ system, role: 'node' })).mended]).toEqual([[], []]);
  });

  it('loses what an earlier release blacklisted beside legs', async () => {
    const { system, mended } = await repaired('blacklist {\n  wwid "uuid\\..*"\n}\n');
    expect([mended, system.files.get(FILE)]).toEqual([[FINDING], expect.not.stringContaining('wwid')]);
  });

  it.each([
    { what: 'a leg over NVMe', vendor: 'NVME', product: 'Stowage'.padEnd(40), left: true },
    { what: 'a leg over iSCSI', vendor: 'Stowage', product: 'IBLOCK', left: true },
    { what: "a namespace of somebody else's Linux", vendor: 'NVME', product: 'Linux'.padEnd(40), left: false },
    { what: 'a drive whose name begins as ours', vendor: 'NVME', product: 'Stowage 9000'.padEnd(40), left: false },
    { what: "a disk of somebody else's Linux", vendor: 'LIO-ORG', product: 'IBLOCK', left: false },
    { what: 'an array of disks', vendor: 'NETAPP', product: 'INF-01-00', left: false },
  ])('is told to leave legs alone: $what', async ({ vendor, product, left }) => {
    const { system } = await repaired();
    const text = system.files.get(FILE) ?? '';
    expect(leaves(text, vendor, product)).toBe(left);
    expect(text).not.toMatch(/wwid|devnode|protocol|property/);
  });

  it('is told without systemd as well', async () => {
    const system = freshHost();
    install(system, 'multipathd');
    system.files.delete('/usr/sbin/systemctl');
    await repairHost({ system, role: 'node' });
    expect(writes(system)).toContain(`replace ${FILE}`);
    expect(writes(system)).not.toContain('$ systemctl try-reload-or-restart multipathd.service');
  });
});
