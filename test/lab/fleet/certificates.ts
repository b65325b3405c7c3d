import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { BOXES, DRIVER_ADDRESS, TLS } from './site.ts';
import type { FleetSite } from './site.ts';
import { stowage } from './stowage-command.ts';

/** One authority for all, made as a user would make it. */
export async function giveCertificates({ folder, lab, nodes }: FleetSite): Promise<void> {
  const authority = path.join(folder, 'ca');
  await stowage(['certificates', 'init', '--out', authority]);
  const issue = async (name: string, ...identity: readonly string[]): Promise<string> => {
    const out = path.join(folder, 'tls', name);
    await stowage(['certificates', 'issue', '--ca', authority, '--out', out, ...identity]);
    return out;
  };
  await issue('driver', '--driver', '--host', DRIVER_ADDRESS);
  const hosts = [...BOXES.map((name) => [name, '--agent'] as const), ...nodes.map((name) => [name, '--node'] as const)];
  for (const [name, role] of hosts) {
    const out = await issue(name, role, name);
    for (const file of ['ca.crt', 'tls.crt', 'tls.key']) {
      await lab.hosts[name].writeFile(`${TLS}/${file}`, await readFile(path.join(out, file), 'utf8'), 0o600);
    }
  }
}
