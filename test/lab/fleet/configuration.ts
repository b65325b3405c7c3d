import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Transport } from '../../../core/model/inventory.ts';
import { git, stowage } from './stowage-command.ts';

/** The repository that the fleet's driver follows. */
export interface Configuration {
  readonly folder: string;
  /** Writes files and commits them. @returns the commit */
  commit(message: string, files: Readonly<Record<string, string>>): Promise<string>;
}

const BACKEND = `apiVersion: stowage.dev/v1alpha1
kind: Backend
metadata:
  name: boxes
spec:
  composable:
    encryption:
      secretRef: { namespace: stowage-system, name: volume-keys }
`;

/** A repository with a backend and no drives yet. */
export async function makeConfiguration(folder: string): Promise<Configuration> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '-b', 'main');
  const configuration: Configuration = {
    folder,
    commit: async (message, files) => {
      for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
      await git(folder, 'add', '.');
      await git(folder, 'commit', '--quiet', '--allow-empty', '-m', message);
      return git(folder, 'rev-parse', 'HEAD');
    },
  };
  await configuration.commit('Declare a backend', { 'backend.yaml': BACKEND });
  return configuration;
}

/** What the agent of an enclosure found, with portals on the data network. */
export async function exportedEnclosure(
  enclosure: string,
  address: string,
  transports: readonly Transport[],
  server: readonly string[],
): Promise<string> {
  const found = await stowage(['inventory', 'export', '--enclosure', enclosure, ...server]);
  const withoutPortals = found.replace(/^ {2}portals:\n(?: {4}.*\n)+/m, '').replace(/^ {2}portals: \[\]\n/m, '');
  const portals = transports.map((transport) => `    - { transport: ${transport}, address: ${address} }\n`);
  return withoutPortals.replace(/^spec:\n/m, `spec:\n  portals:\n${portals.join('')}`);
}
