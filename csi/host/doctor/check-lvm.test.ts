import { describe, expect, it } from 'vitest';
import type { ScriptedSystem } from '../../system/testing/scripted-system.ts';
import { repairHost } from './examine-host.ts';
import { valuesOf } from './lvm-config.ts';
import { VOLUME_PATTERNS } from './lvm-filter.ts';
import { found, freshHost, install, writes } from './testing/fresh-host.ts';

const MAIN = '/etc/lvm/lvm.conf';
const LOCAL = '/etc/lvm/lvmlocal.conf';
const BACKUP = '/etc/lvm/lvm.conf.before-stowage';
const SCANS = "LVM's global_filter lets it scan the arrays of volumes";

const OURS = VOLUME_PATTERNS.map((pattern) => `"${pattern}"`).join(', ');

/** A host on which all but LVM is right, and LVM reads its two files: of a setting the last counts. */
async function hostWithLvm(files: Readonly<Record<string, string>>): Promise<ScriptedSystem> {
  const system = freshHost();
  await repairHost({ system, role: 'node' });
  install(system, 'lvm');
  for (const [path, text] of Object.entries(files)) system.files.set(path, text);
  const patterns = (): readonly string[] | undefined =>
    [MAIN, LOCAL].flatMap((file) => valuesOf(system.files.get(file) ?? '', 'devices/global_filter')).at(-1)?.items;
  system.answer('lvm config devices/global_filter', () => {
    const items = patterns();
    if (items === undefined) return { status: 5, stderr: 'Configuration node devices/global_filter not found' };
    const quoted = items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`);
    return { stdout: `global_filter=[${quoted.join(',')}]\n` };
  });
  system.answer('lvm config --typeconfig full', { stdout: 'use_devicesfile=0\ndevicesfile="system.devices"\n' });
  return system;
}

const changes = async (system: ScriptedSystem): Promise<readonly string[]> => {
  const before = writes(system).length;
  await repairHost({ system, role: 'node' });
  return writes(system).slice(before);
};

const section = (filter: string): string => `devices {\n\t# disks\n\tglobal_filter = ${filter}\n}`;

describe("LVM's global_filter", () => {
  it.each([
    { what: 'not set', main: 'devices {\n\t# disks\n}', kept: [] },
    { what: 'the default written out', main: section('[ "a|.*|" ]'), kept: [] },
    { what: 'rejects of this host', main: section('[ "r|^/dev/nbd|" ]'), kept: ['r|^/dev/nbd|'] },
    { what: 'one string', main: section('"r|^/dev/nbd|"'), kept: ['r|^/dev/nbd|'] },
    {
      what: 'disks of this host, and no others but arrays',
      main: section('[ "a|^/dev/sda|", "r|^/dev/s|" ]'),
      kept: ['a|^/dev/sda|', 'r|^/dev/s|'],
    },
  ])('is set once, and keeps what stands there: $what', async ({ main, kept }) => {
    const system = await hostWithLvm({ [MAIN]: main });
    expect(await found(system)).toEqual([SCANS]);
    expect(await changes(system)).toEqual([
      `$ cp --archive ${MAIN} ${BACKUP}`,
      `replace ${MAIN}`,
      `$ chown --reference=${BACKUP} ${MAIN}`,
      `$ chmod --reference=${BACKUP} ${MAIN}`,
    ]);
    const text = system.files.get(MAIN) ?? '';
    expect(valuesOf(text, 'devices/global_filter').map(({ items }) => items)).toEqual([[...VOLUME_PATTERNS, ...kept]]);
    expect(text).toContain('\t# disks\n');
    expect([await found(system), await changes(system)]).toEqual([[], []]);
  });

  it.each([
    { what: 'ours stand there', main: section(`[ ${OURS} ]`) },
    { what: 'nothing but disks of this host is let in', main: section('[ "a|^/dev/sda|", "r|.*|" ]') },
  ])('is right already where $what', async ({ main }) => {
    const system = await hostWithLvm({ [MAIN]: main });
    expect([await found(system), await changes(system)]).toEqual([[], []]);
  });

  it.each([
    { what: 'listed devices alone are used', use: 1, file: 'system.devices', finding: [] },
    { what: 'the list is not there', use: 1, file: 'other.devices', finding: [SCANS] },
    { what: 'the list is not used', use: 0, file: 'system.devices', finding: [SCANS] },
  ])('counts or not where $what', async ({ use, file, finding }) => {
    const system = await hostWithLvm({ [MAIN]: '', [`/etc/lvm/devices/${file}`]: '' });
    const stdout = `use_devicesfile=${String(use)}\ndevicesfile="system.devices"\n`;
    system.answer('lvm config --typeconfig full', { stdout });
    expect(await found(system)).toEqual(finding);
  });

  it('is set where it stands, which may be the file that overrules the other', async () => {
    const system = await hostWithLvm({ [MAIN]: section('"r|^/dev/a|"'), [LOCAL]: section('"r|^/dev/b|"') });
    expect(await changes(system)).toContain(`replace ${LOCAL}`);
    expect([system.files.get(MAIN), await found(system)]).toEqual([section('"r|^/dev/a|"'), []]);
  });

  it('is set in the file that a link leads to', async () => {
    const system = await hostWithLvm({ '/srv/lvm.conf': '', [MAIN]: '' });
    system.links.set(MAIN, '/srv/lvm.conf');
    system.answer('lvm config devices/global_filter', { status: 5 });
    expect(await changes(system)).toContain('replace /srv/lvm.conf');
  });
});

describe("LVM's global_filter is left to a person", () => {
  it.each([
    {
      what: 'what it accepts are volumes as well',
      main: section('[ "r|^/dev/nbd|", "a|.*|" ]'),
      finding: `${SCANS}, and r|^/dev/nbd|, a|.*| would let them in behind patterns that reject them`,
    },
    {
      what: 'it is there twice',
      main: `${section('"r|^/dev/a|"')}\n${section('"r|^/dev/b|"')}`,
      finding: `${SCANS}, and what it says is not what one place in ${MAIN} or ${LOCAL} does`,
    },
  ])('where $what', async ({ main, finding }) => {
    const system = await hostWithLvm({ [MAIN]: main });
    expect([await found(system), await changes(system)]).toEqual([[finding], []]);
  });

  it('where it comes from elsewhere, such as the file of a tag', async () => {
    const system = await hostWithLvm({ [MAIN]: '' });
    system.answer('lvm config devices/global_filter', { stdout: 'global_filter="r|^/dev/nbd|"\n' });
    const { left } = await repairHost({ system, role: 'node' });
    expect([left.map(({ fixable }) => fixable), system.files.get(MAIN)]).toEqual([[false], '']);
  });

  it('where LVM cannot read its files', async () => {
    const system = await hostWithLvm({ [MAIN]: 'devices {' });
    system.answer('lvm config devices/global_filter', { status: 4, stderr: 'Parse error at byte 9' });
    expect([await found(system), await changes(system)]).toEqual([
      ['LVM cannot read its configuration: lvm config ended with status 4: Parse error at byte 9'],
      [],
    ]);
  });
});

describe('a global_filter that LVM does not take', () => {
  const BEFORE = 'global_filter=["r|^/dev/nbd|"]\n';
  const isSet = (system: ScriptedSystem) => system.files.get(MAIN)?.includes(VOLUME_PATTERNS[0]!) === true;

  it.each([
    {
      what: 'its file cannot be read any more',
      break: (system: ScriptedSystem) => {
        system.answer('lvm config devices/global_filter', () => (isSet(system) ? { status: 4 } : { stdout: BEFORE }));
      },
    },
    {
      what: 'it goes by another value still',
      break: (system: ScriptedSystem) => {
        system.answer('lvm config devices/global_filter', { stdout: BEFORE });
      },
    },
    {
      what: 'it cannot make sense of the patterns',
      break: (system: ScriptedSystem) => {
        system.answer('lvm pvs', () => ({ status: isSet(system) ? 5 : 0 }));
      },
    },
  ])('is taken back, and found again: $what', async ({ break: breakLvm }) => {
    const text = section('[ "r|^/dev/nbd|" ]');
    const system = await hostWithLvm({ [MAIN]: text });
    breakLvm(system);
    const replaced = [
      `replace ${MAIN}`,
      `$ chown --reference=${BACKUP} ${MAIN}`,
      `$ chmod --reference=${BACKUP} ${MAIN}`,
    ];
    expect(await changes(system)).toEqual([`$ cp --archive ${MAIN} ${BACKUP}`, ...replaced, ...replaced]);
    expect(system.files.get(MAIN)?.trimEnd()).toBe(text);
    expect(await found(system)).toEqual([SCANS]);
  });

  it('is kept where LVM was at odds with its devices before', async () => {
    const system = await hostWithLvm({ [MAIN]: '' });
    system.answer('lvm pvs', { status: 5 });
    await repairHost({ system, role: 'node' });
    expect(await found(system)).toEqual([]);
  });

  it('is not written without a copy of what was there', async () => {
    const system = await hostWithLvm({ [MAIN]: '' });
    system.answer('cp', { status: 1 });
    expect(await changes(system)).toEqual([`$ cp --archive ${MAIN} ${BACKUP}`]);
    expect(await found(system)).toEqual([SCANS]);
  });
});
