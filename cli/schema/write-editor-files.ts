import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KNOWN_KINDS } from '../../core/parse/known-kinds.ts';
import { CliError } from '../cli-error.ts';
import { declaringFiles } from './declaring-files.ts';
import { mergeSettings, settingsToAdd } from './editor-settings.ts';
import { schemaOfAllKinds, schemaOfKind } from './json-schema.ts';

const SCHEMAS_FOLDER = '.stowage/schemas';
export const ALL_SCHEMAS = `${SCHEMAS_FOLDER}/all.json`;
export const SETTINGS = '.vscode/settings.json';

export interface WrittenFiles {
  /** From the folder. */
  readonly written: readonly string[];
  /** Why the settings were left as they are, and what to add to them by hand. */
  readonly left: { readonly why: string; readonly toAdd: string } | undefined;
}

/**
 * Writes the schemas into a repository, and has VS Code use them there.
 * @throws CliError `file` where the folder cannot be read or written
 */
export async function writeEditorFiles(folder: string): Promise<WrittenFiles> {
  const associations = { [`./${ALL_SCHEMAS}`]: await declaringFiles(folder) };
  const schemas = [
    [ALL_SCHEMAS, schemaOfAllKinds()] as const,
    ...KNOWN_KINDS.map(({ kind }) => [`${SCHEMAS_FOLDER}/${kind.toLowerCase()}.json`, schemaOfKind(kind)] as const),
  ];
  for (const [file, schema] of schemas) await write(folder, file, `${JSON.stringify(schema, undefined, 2)}\n`);
  const names = schemas.map(([file]) => file);
  const before = await readIfThere(path.join(folder, SETTINGS));
  const settings = mergeSettings(before, associations);
  if (settings.kind === 'not-ours') {
    return { written: names, left: { why: settings.why, toAdd: settingsToAdd(associations) } };
  }
  if (settings.text !== before) await write(folder, SETTINGS, settings.text);
  return { written: settings.text === before ? names : [...names, SETTINGS], left: undefined };
}

async function write(folder: string, file: string, text: string): Promise<void> {
  const target = path.join(folder, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (cause) {
    throw new CliError('file', `cannot write ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new CliError('file', `cannot read ${SETTINGS}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
