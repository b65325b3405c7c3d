import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import { chapCredentials } from '../../chap.ts';
import type { ChapCredentials } from '../../chap.ts';
import type { System } from '../../system/system.ts';
import { AgentError } from '../agent-error.ts';
import { isObject, parseJson } from '../json.ts';

/**
 * What iSCSI initiators prove themselves with, for exports to come back after a reboot before the driver is reached. In
 * files of their own that root alone reads: the state around them is copied about more lightly.
 */
export interface ChapFiles {
  read(publication: PublicationId, leg: LegId): Promise<ChapCredentials | undefined>;
  /** Durable before it answers. */
  write(publication: PublicationId, leg: LegId, chap: ChapCredentials): Promise<void>;
  delete(publication: PublicationId, leg: LegId): Promise<void>;
  /** Deletes all others: what a crash left of exports that were never owed, and of files that were never whole. */
  keepOnly(owed: readonly { readonly publication: PublicationId; readonly leg: LegId }[]): Promise<void>;
}

/** A file of ours, or a draft of one. */
const OURS = /^[0-9a-f-]{36}\.[0-9a-f-]{36}(?:\.draft)?$/;

/** @param folder of this alone; made where it is missing, in a folder that is there */
export function chapFilesIn(system: System, folder: string): ChapFiles {
  const nameOf = (publication: PublicationId, leg: LegId): string => `${publication}.${leg}`;
  const pathOf = (publication: PublicationId, leg: LegId): string => `${folder}/${nameOf(publication, leg)}`;
  const read = async (publication: PublicationId, leg: LegId): Promise<ChapCredentials | undefined> => {
    const path = pathOf(publication, leg);
    const text = await system.readText(path);
    return text === undefined ? undefined : parseChap(path, text);
  };
  return {
    read,
    write: async (publication, leg, chap) => {
      const known = await read(publication, leg);
      if (known?.user === chap.user && known.reveal() === chap.reveal()) return;
      await system.makeDirectory(folder);
      const text = JSON.stringify({ user: chap.user, secret: chap.reveal() });
      await system.replaceFile(pathOf(publication, leg), text);
    },
    delete: (publication, leg) => system.removeFile(pathOf(publication, leg)),
    keepOnly: async (owed) => {
      const kept = new Set(owed.map(({ publication, leg }) => nameOf(publication, leg)));
      const left = ((await system.list(folder)) ?? []).filter((name) => OURS.test(name) && !kept.has(name));
      for (const name of left) await system.removeFile(`${folder}/${name}`);
    },
  };
}

function parseChap(path: string, text: string): ChapCredentials {
  const parsed = parseJson(text);
  const { user, secret } = isObject(parsed) ? parsed : {};
  if (typeof user !== 'string' || typeof secret !== 'string') {
    throw new AgentError('unexpected-output', `${path} holds no credentials; withdraw its export`);
  }
  return chapCredentials(user, secret);
}
