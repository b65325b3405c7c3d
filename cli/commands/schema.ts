import path from 'node:path';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import { KNOWN_KINDS, OWN_GROUP } from '../../core/parse/known-kinds.ts';
import type { KnownKind } from '../../core/parse/known-kinds.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import { renderTable } from '../report/table.ts';
import { readDefinitions } from '../schema/definitions.ts';
import { schemaOfKind } from '../schema/json-schema.ts';
import { ALL_SCHEMAS, SETTINGS, writeEditorFiles } from '../schema/write-editor-files.ts';

export interface SchemaOptions {
  readonly crd?: boolean;
  /** The folder of the repository; `true` stands for the current one. */
  readonly editor?: string | true;
}

/**
 * Prints the schema of a kind, as JSON Schema or as the CustomResourceDefinition; without a kind lists them, or prints
 * every definition. With `editor` it writes them where editors look for them instead.
 */
export async function schema(given: string | undefined, options: SchemaOptions, io: CliIo): Promise<ExitStatus> {
  if (options.editor !== undefined) {
    const alone = given === undefined && options.crd !== true;
    if (!alone) throw new CliError('usage', '--editor writes the schemas of all kinds: leave KIND and --crd out');
    return writeForEditors(options.editor === true ? '.' : options.editor, io);
  }
  const kind = given === undefined ? undefined : knownKind(given);
  if (options.crd === true) io.stdout.write(await definitionsOf(kind));
  else io.stdout.write(kind ? `${JSON.stringify(schemaOfKind(kind.kind), undefined, 2)}\n` : listOfKinds());
  return EXIT.ok;
}

/** @throws CliError `usage` where there is no such kind */
function knownKind(given: string): KnownKind {
  const found = KNOWN_KINDS.find(({ kind }) => kind.toLowerCase() === given.toLowerCase());
  if (found) return found;
  const names = KNOWN_KINDS.map(({ kind }) => kind);
  const help = suggestion(given, names) ?? `The kinds are ${names.join(', ')}.`;
  throw new CliError('usage', `there is no kind ${printable(given)}. ${help}`);
}

const listOfKinds = (): string =>
  renderTable<KnownKind>(
    [
      { head: 'KIND', cell: ({ kind }) => kind },
      { head: 'APIVERSION', cell: ({ versions }) => versions.join(',') },
      { head: 'SAYS', cell: ({ kind }) => firstSentence(schemas[kind].description ?? '') },
    ],
    KNOWN_KINDS,
  );

const firstSentence = (text: string): string => /^.*?[^.]\.(?= |$)/.exec(text)?.[0] ?? text;

async function definitionsOf(kind: KnownKind | undefined): Promise<string> {
  const definitions = await readDefinitions();
  if (!kind) return [...definitions.values()].join('---\n');
  const definition = definitions.get(kind.kind);
  if (definition !== undefined) return definition;
  throw new CliError(
    'usage',
    `${kind.kind} is Kubernetes' own kind: only those of ${OWN_GROUP} have a definition here`,
  );
}

async function writeForEditors(dir: string, io: CliIo): Promise<ExitStatus> {
  const { written, left } = await writeEditorFiles(path.resolve(io.cwd, dir));
  for (const file of written) io.stdout.write(`wrote ${path.join(dir, file)}\n`);
  io.stdout.write(`
VS Code with the YAML extension (redhat.vscode-yaml) now checks and completes. Run this again after adding files at the
top of the repository. Elsewhere, put this in the first line of a file, with the path from that file:
  # yaml-language-server: $schema=${ALL_SCHEMAS}
`);
  if (!left) return EXIT.ok;
  io.stderr.write(`${path.join(dir, SETTINGS)} ${left.why}: it was left as it is. Add this to it:\n${left.toAdd}`);
  return EXIT.problems;
}
