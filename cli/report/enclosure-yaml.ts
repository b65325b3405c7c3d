import { dump } from 'js-yaml';
import type { ExportedDrive } from './exported-drive.ts';
import type { ExportedEnclosure } from './exported-enclosure.ts';
import { asciiLine } from './hardware-text.ts';

/**
 * Enclosures as YAML to declare, a document each. What must not be declared stands in comments. Same enclosures, same
 * bytes.
 */
export const renderEnclosures = (enclosures: readonly ExportedEnclosure[]): string =>
  enclosures.map((enclosure) => `${documentOf(enclosure).join('\n')}\n`).join('---\n');

function documentOf(enclosure: ExportedEnclosure): readonly string[] {
  const { remark, drives } = enclosure;
  const lines = [...(remark === undefined ? [] : [comment(remark)]), ...bodyOf(enclosure)];
  if (drives.some(({ leftOut }) => leftOut === undefined)) return lines;
  // An Enclosure has at least one drive.
  return [comment('none of its drives can be declared'), ...lines.map((line) => `# ${line}`)];
}

const bodyOf = ({ metadata, position, portals, isGuess, drives }: ExportedEnclosure): readonly string[] => [
  'apiVersion: stowage.dev/v1alpha1',
  'kind: Enclosure',
  ...block({ metadata }),
  'spec:',
  ...guess(isGuess, 'check it: enclosures that fail together, such as those behind one controller, share one'),
  ...block(position).map(indented),
  ...guess(isGuess, 'check them: how nodes reach its drives (nvmetcp, roce or iscsi) and where'),
  '  portals:',
  ...portals.map((portal) => `    - ${flow({ ...portal })}`),
  '  drives:',
  ...drives.flatMap(driveLines).map((line) => `    ${line}`),
];

const guess = (isGuess: boolean, what: string): readonly string[] => (isGuess ? [indented(comment(what))] : []);

function driveLines({ drive, remarks, leftOut }: ExportedDrive): readonly string[] {
  const line = `- ${flow({ ...drive })}${remarks.length === 0 ? '' : ` ${comment(remarks.join(', '))}`}`;
  return leftOut === undefined ? [line] : [comment(`left out: ${leftOut}`), comment(line)];
}

/** On one line, whatever hardware has put into the text. */
const comment = (text: string): string => `# ${asciiLine(text)}`;

const indented = (line: string): string => (line === '' ? line : `  ${line}`);

const block = (value: object): readonly string[] => dump(value, { lineWidth: -1, noRefs: true }).trimEnd().split('\n');

/** `{ key: value }`, in the style of the project's own files. Keys are those of the schema. */
const flow = (value: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${inline(item)}`)
    .join(', ')} }`;

/** A value as it may stand within brackets: js-yaml knows when to quote. */
const inline = (value: unknown): string =>
  dump([value], { flowLevel: 0, lineWidth: -1, noRefs: true }).trim().slice(1, -1);
