import { X509Certificate } from 'node:crypto';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EnclosureName } from '../../core/model/ids.ts';
import type { PeerIdentity } from '../../csi/channel/peer-identity.ts';
import { endsSoon, loadTls } from '../certificates/load-tls.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const DRIVER: PeerIdentity = { kind: 'driver' };
const BOX: PeerIdentity = { kind: 'agent', enclosure: 'box-1' as EnclosureName };
const DAY = 86_400_000;

/** A folder in which an authority was made. */
async function withAuthority() {
  const cwd = await temporaryFolder();
  expect((await run(['certificates', 'init', '--out', 'ca'], { cwd })).status).toBe(0);
  const issue = (...argv: readonly string[]) => run(['certificates', 'issue', '--ca', 'ca', ...argv], { cwd });
  return { cwd, issue };
}

const modeOf = async (...parts: readonly string[]) => (await stat(path.join(...parts))).mode & 0o777;

describe('stowage certificates init', () => {
  it('makes an authority whose key is for its owner alone', async () => {
    const cwd = await temporaryFolder();
    const { status, stdout } = await run(['certificates', 'init', '--out', 'ca'], { cwd });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^wrote ca\/ca\.key\nwrote ca\/ca\.crt\nca\/ca\.key can speak for every host/);
    expect(await modeOf(cwd, 'ca', 'ca.key')).toBe(0o600);
    const certificate = new X509Certificate(await readFile(path.join(cwd, 'ca', 'ca.crt')));
    expect([certificate.ca, certificate.checkIssued(certificate)]).toEqual([true, true]);
  });

  it('never overwrites one', async () => {
    const { cwd } = await withAuthority();
    const before = await readFile(path.join(cwd, 'ca', 'ca.key'), 'utf8');
    const { status, stderr } = await run(['certificates', 'init', '--out', 'ca'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/ca\.key is there already: nothing was written/);
    expect(await readFile(path.join(cwd, 'ca', 'ca.key'), 'utf8')).toBe(before);
  });
});

describe('stowage certificates issue', () => {
  it('makes what a driver loads, for every name that it is dialled by', async () => {
    const { cwd, issue } = await withAuthority();
    const { status, stdout } = await issue('--out', 'tls', '--driver', '--host', 'stowage.example', '10.0.0.7');
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nfor spiffe:\/\/stowage\/driver, until \d{4}-/);
    expect((await readdir(path.join(cwd, 'tls'))).sort()).toEqual(['ca.crt', 'tls.crt', 'tls.key']);
    expect(await modeOf(cwd, 'tls', 'tls.key')).toBe(0o600);
    const { certificate, validTo } = await loadTls(path.join(cwd, 'tls'), DRIVER, new Date());
    const parsed = new X509Certificate(certificate);
    expect(parsed.checkHost('stowage.example')).toBe('stowage.example');
    expect(parsed.checkIP('10.0.0.7')).toBe('10.0.0.7');
    expect(Math.round((validTo.getTime() - Date.now()) / DAY)).toBe(365);
  });

  it.each([
    ['agent', ['--agent', 'box-1'], 'URI:spiffe://stowage/agent/box-1'],
    ['node', ['--node', 'node-1'], 'URI:spiffe://stowage/node/node-1'],
  ])('makes one for an %s', async (_, argv, names) => {
    const { cwd, issue } = await withAuthority();
    expect((await issue('--out', 'tls', ...argv, '--days', '7')).status).toBe(0);
    const parsed = new X509Certificate(await readFile(path.join(cwd, 'tls', 'tls.crt')));
    expect(parsed.subjectAltName).toBe(names);
    expect(parsed.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  it('may write beside the authority, and never over another certificate', async () => {
    const { issue } = await withAuthority();
    expect((await issue('--out', 'ca', '--agent', 'box-1')).status).toBe(0);
    const again = await issue('--out', 'ca', '--agent', 'box-1');
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is there already') as unknown]);
  });

  it('makes none that outlasts its authority', async () => {
    const cwd = await temporaryFolder();
    await run(['certificates', 'init', '--out', 'ca', '--days', '2'], { cwd });
    await run(['certificates', 'issue', '--ca', 'ca', '--out', 'tls', '--agent', 'box-1'], { cwd });
    const { validTo } = await loadTls(path.join(cwd, 'tls'), BOX, new Date());
    expect(Math.round((validTo.getTime() - Date.now()) / DAY)).toBe(2);
  });

  it.each([
    ['nobody', [], /one of --driver, --agent NAME and --node NAME/],
    ['two at once', ['--driver', '--agent', 'box-1', '--host', 'a'], /one of --driver/],
    ['a driver that nobody can dial', ['--driver'], /--host NAME_OR_IP/],
    ['an agent that is dialled', ['--agent', 'box-1', '--host', 'a'], /for the driver alone/],
    ['a name that is none', ['--agent', 'Box 1'], /lower-case/],
    ['a host with a port', ['--driver', '--host', 'a/b'], /without port/],
    ['no time at all', ['--agent', 'box-1', '--days', '0'], /1 to 36500 days/],
  ])('makes none for %s', async (_, argv, why) => {
    const { cwd, issue } = await withAuthority();
    const { status, stderr } = await issue('--out', 'tls', ...argv);
    expect(status).toBe(2);
    expect(stderr).toMatch(why);
    expect(await readdir(cwd)).toEqual(['ca']);
  });

  it('says what is missing where there is no authority', async () => {
    const cwd = await temporaryFolder();
    const { status, stderr } = await run(['certificates', 'issue', '--ca', 'ca', '--out', 'tls', '--agent', 'a'], {
      cwd,
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('ca.crt is not there') as unknown]);
  });
});

describe('a folder of certificates', () => {
  const issued = async () => {
    const { cwd, issue } = await withAuthority();
    await issue('--out', 'tls', '--agent', 'box-1');
    const folder = path.join(cwd, 'tls');
    return { cwd, issue, folder, file: (name: string) => path.join(folder, name) };
  };

  it('is refused where it is for somebody else', async () => {
    const { folder } = await issued();
    await expect(loadTls(folder, DRIVER, new Date())).rejects.toMatchObject({
      code: 'bad-certificate',
      message: `${folder}/tls.crt is for spiffe://stowage/agent/box-1, and it must be for spiffe://stowage/driver`,
    });
  });

  it.each([
    ['has expired', 366, /tls\.crt has expired on 20\d\d-.*: issue a new one/],
    ['is not valid yet', -1, /tls\.crt is not valid before .*is the clock of this host right\?/],
  ])('is refused where it %s', async (_, days, message) => {
    const { folder } = await issued();
    const now = new Date(Date.now() + days * DAY);
    await expect(loadTls(folder, BOX, now)).rejects.toMatchObject({
      code: 'bad-certificate',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is refused where the authority is another', async () => {
    const { folder, file } = await issued();
    const other = await withAuthority();
    await writeFile(file('ca.crt'), await readFile(path.join(other.cwd, 'ca', 'ca.crt')));
    await expect(loadTls(folder, BOX, new Date())).rejects.toMatchObject({
      message: `${folder}/tls.crt was not issued by the authority in ${folder}/ca.crt`,
    });
  });

  it('is taken where its authority stands beside the next one', async () => {
    const { folder, file } = await issued();
    const next = await withAuthority();
    const both = [path.join(next.cwd, 'ca', 'ca.crt'), file('ca.crt')].map((name) => readFile(name, 'utf8'));
    await writeFile(file('ca.crt'), (await Promise.all(both)).join(''));
    await expect(loadTls(folder, BOX, new Date())).resolves.toBeDefined();
  });

  it('is refused where the key is of another issue', async () => {
    const { folder, file, cwd, issue } = await issued();
    await issue('--out', 'other', '--agent', 'box-1');
    await writeFile(file('tls.key'), await readFile(path.join(cwd, 'other', 'tls.key')));
    await expect(loadTls(folder, BOX, new Date())).rejects.toMatchObject({
      message: expect.stringContaining(`${folder}/tls.key is not the key of ${folder}/tls.crt`) as string,
    });
  });

  it.each([
    ['tls.crt', 'holds no certificate in PEM'],
    ['tls.key', 'holds no private key in PEM'],
    ['ca.crt', 'holds 0 certificates in PEM'],
  ])('is refused where %s is none, without quoting it', async (name, message) => {
    const { folder, file } = await issued();
    await writeFile(file(name), 'MIGHAgEAMBMGByqGSM49AgEG');
    const refused = loadTls(folder, BOX, new Date());
    await expect(refused).rejects.toMatchObject({
      code: 'bad-certificate',
      message: expect.stringContaining(message) as string,
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('MIGH') as string });
  });

  it.each([
    ['is missing', (file: string) => rm(file), /is not there; "stowage certificates issue" writes it/],
    ['has no end', (file: string) => writeFile(file, 'x'.repeat(70_000)), /longer than any certificate/],
  ])('is refused where a file %s', async (_, spoil, message) => {
    const { folder, file } = await issued();
    await spoil(file('tls.crt'));
    await expect(loadTls(folder, BOX, new Date())).rejects.toMatchObject({
      code: 'file',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is told about a month before it ends', async () => {
    const { folder } = await issued();
    const loaded = await loadTls(folder, BOX, new Date());
    const daysBefore = (days: number) => endsSoon(loaded, new Date(loaded.validTo.getTime() - days * DAY - 1));
    expect(daysBefore(30)).toBeUndefined();
    expect(daysBefore(29)).toMatch(/^the certificate of this process ends in 29 days, on /);
  });
});
