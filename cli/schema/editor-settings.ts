/** What VS Code's settings say of schemas: from a schema to the files that it is for. */
type Associations = Readonly<Record<string, readonly string[]>>;

const KEY = 'yaml.schemas';

export type MergedSettings =
  | { readonly kind: 'merged'; readonly text: string }
  /** It is no JSON as we can write it back, or holds something else under our key. */
  | { readonly kind: 'not-ours'; readonly why: string };

/**
 * The text of VS Code's settings with the associations added. Everything else stays: other settings, other schemas,
 * other files for the same schema, the order and the indentation.
 */
export function mergeSettings(text: string | undefined, added: Associations): MergedSettings {
  const settings = text === undefined || text.trim() === '' ? {} : parsed(text);
  if (!isRecord(settings)) return { kind: 'not-ours', why: 'is no plain JSON object; it may hold comments' };
  const associations = settings[KEY] ?? {};
  if (!isRecord(associations)) return { kind: 'not-ours', why: `holds something else under "${KEY}"` };
  const merged = { ...associations };
  for (const [schema, files] of Object.entries(added)) merged[schema] = union(associations[schema], files);
  return { kind: 'merged', text: textOf({ ...settings, [KEY]: merged }, indentationOf(text ?? '')) };
}

/** What to add by hand, as it stands in the settings. */
export const settingsToAdd = (added: Associations): string => textOf({ [KEY]: added }, 2);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function union(known: unknown, files: readonly string[]): readonly unknown[] {
  const before: readonly unknown[] = Array.isArray(known) ? known : known === undefined ? [] : [known];
  return [...before, ...files.filter((file) => !before.includes(file))];
}

const indentationOf = (text: string): string | number => /^([ \t]+)"/m.exec(text)?.[1] ?? 2;

const textOf = (value: unknown, indentation: string | number): string =>
  `${JSON.stringify(value, undefined, indentation)}\n`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
