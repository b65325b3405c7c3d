import { describe, expect, it } from 'vitest';
import { exportAddress } from '../export-address.ts';
import { createLocalEnclosureHost } from './local-enclosure-host.ts';
import type { LocalEnclosureHost } from './local-enclosure-host.ts';
import { wantedExportsIn } from './state/wanted-exports.ts';
import { DOMAIN, ENCLOSURE, openRig, SECRETS, stillClock } from './testing/agent-rig.ts';
import { ROOT } from './testing/model-configfs.ts';
import { snapshotOf } from './testing/snapshot.ts';
import { exported, FIRST, HDD, leg, LEG_A, LEG_B, SECOND, valueOf, withdrawn } from './testing/story.ts';

const NVMET = `${ROOT}/nvmet`;

/** A leg on each drive, one exported by each transport. */
async function openExporting() {
  const rig = openRig();
  const host = rig.start();
  await cutAndExport(host);
  return { rig, host };
}

async function cutAndExport(host: LocalEnclosureHost): Promise<void> {
  valueOf(await host.cutLeg(leg()));
  valueOf(await host.cutLeg(leg(LEG_B, HDD)));
  valueOf(await host.exportLeg(exported(leg())));
  valueOf(await host.exportLeg(exported(leg(LEG_B, HDD), SECOND, 'iscsi')));
}

describe('restoring exports', () => {
  it('makes them again after a reboot, with their secrets', async () => {
    const { rig } = await openExporting();
    const before = await snapshotOf(rig);
    rig.model.reboot();
    const restored = await rig.start().restore();
    expect(restored.restored.map(({ publication }) => publication)).toEqual([FIRST, SECOND]);
    expect(await snapshotOf(rig)).toEqual(before);
  });

  it('deletes the secrets of exports that are not owed, and nothing else', async () => {
    const { rig } = await openExporting();
    const before = await snapshotOf(rig);
    rig.model.files.set(`${SECRETS}/${FIRST}.${LEG_B}`, '{"user":"a","secret":"never owed"}');
    rig.model.files.set(`${SECRETS}/${SECOND}.${LEG_B}.draft`, '{"user":"a","sec');
    await rig.start().restore();
    expect(await snapshotOf(rig)).toEqual(before);
    rig.model.files.set(`${SECRETS}/stowage-system`, 'of somebody else');
    await rig.start().restore();
    expect(rig.model.files.has(`${SECRETS}/stowage-system`)).toBe(true);
  });

  it('changes nothing where nothing is lost', async () => {
    const { rig } = await openExporting();
    const effects: string[] = [];
    await rig.start({ onEffect: (line) => effects.push(line) }).restore();
    expect(effects).toEqual([]);
  });

  it('serves on what an earlier release made under names of the kernel, and makes it anew under ours', async () => {
    const { rig } = await openExporting();
    const subsystem = `${NVMET}/subsystems/${exportAddress(exported(leg()).portal, LEG_A, FIRST).target}`;
    const store = `${ROOT}/target/core/iblock_20000/${LEG_B}`;
    const brands = [`${subsystem}/attr_model`, `${store}/wwn/vendor_id`];
    const shown = () => brands.map((path) => rig.model.configfs.readText(path));
    expect(shown()).toEqual(['Stowage', 'Stowage']);
    const { configfs } = rig.model;
    const exports = [...configfs.nodes].flatMap(([path, node]) =>
      node.kind === 'link' && [subsystem, store].includes(node.target) ? { path, target: node.target } : [],
    );
    for (const { path } of exports) configfs.removeFile(path);
    for (const path of brands) configfs.writeText(path, 'kernel');
    for (const { path, target } of exports) configfs.makeLink(target, path);
    expect((await rig.start().restore()).notRestored).toEqual([]);
    expect(shown()).toEqual(['kernel', 'kernel']);
    rig.model.reboot();
    expect((await rig.start().restore()).notRestored).toEqual([]);
    expect(shown()).toEqual(['Stowage', 'Stowage']);
  });

  it('finds a drive again under another kernel name', async () => {
    const { rig } = await openExporting();
    rig.model.reboot();
    const [ssd, hdd] = rig.model.drives;
    rig.model.drives = [
      { ...ssd!, kernelName: 'sdb' },
      { ...hdd!, kernelName: 'sda' },
    ];
    expect((await rig.start().restore()).notRestored).toEqual([]);
    const { configfs } = rig.model;
    const { target } = exportAddress(exported(leg()).portal, LEG_A, FIRST);
    expect(configfs.readText(`${NVMET}/subsystems/${target}/namespaces/1/device_path`)).toBe('/dev/sdb2');
  });

  it('says which exports a missing drive keeps away, and makes the others', async () => {
    const { rig } = await openExporting();
    rig.model.reboot();
    rig.model.drives = rig.model.drives.filter(({ kernelName }) => kernelName === 'sdb');
    const { restored, notRestored } = await rig.start().restore();
    expect(restored.map(({ leg: id }) => id)).toEqual([LEG_B]);
    expect(notRestored).toMatchObject([
      { wanted: { leg: LEG_A }, reason: expect.stringContaining('is not there') as string },
    ]);
  });

  it.each([
    { what: 'its leg is gone', change: 'leg', reason: 'holds no leg' },
    { what: 'its address is gone', change: 'address', reason: 'has no address' },
    { what: 'the host uses its drive', change: 'mount', reason: 'used by its host: mounted at /srv' },
  ])('says that an export is not restored when $what', async ({ change, reason }) => {
    const { rig } = await openExporting();
    const [ssd] = rig.model.drives;
    if (change === 'leg') ssd!.gpt = { ...ssd!.gpt!, partitions: new Map([...ssd!.gpt!.partitions].slice(0, 1)) };
    if (change === 'address') rig.model.addresses = ['127.0.0.1'];
    if (change === 'mount') ssd!.mountPoint = '/srv';
    rig.model.reboot();
    const { notRestored } = await rig.start().restore();
    const told = notRestored.find(({ wanted }) => wanted.leg === LEG_A);
    expect(told?.reason).toContain(reason);
  });

  it('makes neither of two exports of one leg: one at a time was not always asked for', async () => {
    const { rig } = await openExporting();
    const owed = wantedExportsIn(rig.store);
    const first = (await owed.of(FIRST, LEG_A))!;
    const address = exportAddress(first.address, LEG_A, SECOND);
    await owed.put({ ...first, publication: SECOND, address });
    rig.model.reboot();
    const { restored, notRestored } = await rig.start().restore();
    expect(restored.map(({ leg: id }) => id)).toEqual([LEG_B]);
    expect(notRestored.map(({ reason }) => reason)).toEqual([
      expect.stringContaining(`exported to publication ${SECOND}`),
      expect.stringContaining(`exported to publication ${FIRST}`),
    ]);
    const host = rig.start();
    valueOf(await host.withdrawExport(withdrawn(SECOND)));
    expect((await host.restoreAgain(notRestored)).notRestored).toEqual([]);
    expect(valueOf(await host.observe()).exports).toMatchObject([{ publication: FIRST, leg: LEG_A }]);
  });

  it('takes away exports of ours that nobody wants, and leaves those of others alone', async () => {
    const { rig, host } = await openExporting();
    const stray = exportAddress(exported(leg()).portal, LEG_A, SECOND).target;
    const { configfs } = rig.model;
    for (const path of [
      `subsystems/${stray}`,
      'subsystems/nqn.2020-01.example:theirs',
      'hosts/nqn.theirs',
      'ports/1',
    ]) {
      configfs.makeDirectory(`${NVMET}/${path}`);
    }
    configfs.makeDirectory(`${NVMET}/ports/20001`);
    configfs.makeDirectory(`${ROOT}/target/core/iblock_0`);
    configfs.makeDirectory(`${ROOT}/target/core/iblock_0/theirs`);
    await rig.start().restore();
    expect(configfs.kindOf(`${NVMET}/subsystems/${stray}`)).toBe('none');
    expect(configfs.kindOf(`${NVMET}/ports/20001`)).toBe('none');
    expect(configfs.list(`${NVMET}/subsystems`)).toContain('nqn.2020-01.example:theirs');
    expect(configfs.list(`${NVMET}/hosts`)).toContain('nqn.theirs');
    expect(configfs.list(`${NVMET}/ports`)).toContain('1');
    expect(configfs.list(`${ROOT}/target/core/iblock_0`)).toContain('theirs');
    expect(valueOf(await host.observe()).exports).toHaveLength(2);
  });

  it('makes nothing again of what was being withdrawn', async () => {
    const { rig } = await openExporting();
    let effects = 0;
    const dying = rig.start({
      onEffect: () => {
        effects += 1;
        if (effects > 2) throw new Error('the power is gone');
      },
    });
    await expect(dying.withdrawExport(withdrawn())).rejects.toThrow('the power is gone');
    rig.model.reboot();
    const host = rig.start();
    expect((await host.restore()).restored.map(({ publication }) => publication)).toEqual([SECOND]);
    expect(valueOf(await host.observe()).exports).toMatchObject([{ publication: SECOND }]);
  });

  it('does not end while the kernel still shows what was being withdrawn', async () => {
    const { rig } = await openExporting();
    const owed = wantedExportsIn(rig.store);
    const first = (await owed.of(FIRST, LEG_A))!;
    await owed.put({ ...first, phase: 'withdrawing' });
    const system = rig.model.system();
    const host = createLocalEnclosureHost({
      system: {
        ...system,
        list: async (path) => (path === `${NVMET}/subsystems` ? [first.address.target] : system.list(path)),
      },
      ...{ store: rig.store, secrets: SECRETS, domain: DOMAIN, enclosure: ENCLOSURE, clock: stillClock() },
    });
    await expect(host.restore()).rejects.toMatchObject({ code: 'not-read-back' });
    expect(await owed.of(FIRST, LEG_A)).toMatchObject({ phase: 'withdrawing' });
  });

  it('admits nobody else to what it restores', async () => {
    const { rig } = await openExporting();
    const { target } = exportAddress(exported(leg()).portal, LEG_A, FIRST);
    const { configfs } = rig.model;
    configfs.makeDirectory(`${NVMET}/hosts/nqn.stranger`);
    configfs.makeLink(`${NVMET}/hosts/nqn.stranger`, `${NVMET}/subsystems/${target}/allowed_hosts/nqn.stranger`);
    await rig.start().restore();
    expect(configfs.list(`${NVMET}/subsystems/${target}/allowed_hosts`)).toEqual([
      `nqn.2014-08.org.nvmexpress:uuid:${FIRST}`,
    ]);
  });
});
