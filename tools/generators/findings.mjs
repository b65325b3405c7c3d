// @ts-check
import { format } from 'prettier';
import { readFindings } from './finding-records.mjs';
import { notice } from './schema-source.mjs';

const FOLDER = 'docs/reference/findings';
const CODES = 'schemas/generated/finding-codes.ts';
const EXPLANATIONS = 'schemas/generated/finding-explanations.ts';
const PAGE_NOTICE = '<!-- Written by tools/generate.mjs from schemas/findings/. Do not edit. -->\n';

export const owns = [FOLDER];

/** @typedef {import('./finding-records.mjs').FindingRecord} FindingRecord */

/** The codes as a type, what there is to say of each as data, a page for each, and the list of pages. */
export async function generate() {
  const records = await readFindings();
  const pages = records.map(
    (record) => /** @type {[string, string]} */ ([`${FOLDER}/${pageOf(record)}`, page(record)]),
  );
  return new Map([
    [CODES, await typescript(codes(records))],
    [EXPLANATIONS, await typescript(explanations(records))],
    [`${FOLDER}/README.md`, index(records)],
    ...pages,
  ]);
}

/** @param {FindingRecord} record */
const pageOf = ({ code }) => `${code.replace('/', '-')}.md`;

/** @param {string} source */
const typescript = (source) => format(source, { parser: 'typescript', printWidth: 120, singleQuote: true });

/** @param {readonly FindingRecord[]} records */
const codes = (records) => `${notice('//')}
/** Every code a finding can have. Each is stable: people silence and search for them. */
export const FINDING_CODES = ${JSON.stringify(records.map(({ code }) => code))} as const;

/** \`area/what\`. */
export type FindingCode = (typeof FINDING_CODES)[number];
`;

/** @param {readonly FindingRecord[]} records */
const explanations = (records) => `${notice('//')}
import type { FindingCode } from './finding-codes.ts';

/** What there is to say of a finding code. */
export interface FindingExplanation {
  readonly code: FindingCode;
  /** What it usually is. */
  readonly severity: 'error' | 'warning' | 'note';
  readonly title: string;
  /** Why it is a problem. */
  readonly meaning: string;
  /** What to do. */
  readonly fix: string;
  readonly example: FindingExample;
}

/** Files that make the finding, what is then printed, and the same files mended; or else what was printed once. */
export type FindingExample =
  | {
      readonly kind: 'files';
      /** The revision before, where that matters. Name ▶ text, as below. */
      readonly base?: Readonly<Record<string, string>>;
      readonly wrong: Readonly<Record<string, string>>;
      /** Missing where the finding has none. */
      readonly place?: ExamplePlace;
      readonly output: string;
      readonly right: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'seen'; readonly output: string };

/** As findings count: from 1, in characters, the end exclusive. */
export interface ExamplePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** By code. */
export const findingExplanations: Readonly<Record<FindingCode, FindingExplanation>> = ${JSON.stringify(
  Object.fromEntries(records.map((record) => [record.code, record])),
)};
`;

/** @param {readonly FindingRecord[]} records */
function index(records) {
  const areas = [...new Set(records.map(areaOf))];
  const tables = areas.map((area) => {
    const rows = records
      .filter((record) => areaOf(record) === area)
      .map((record) => row([`[\`${record.code}\`](${pageOf(record)})`, record.severity, cell(record.title)]));
    return [`## ${area}\n`, row(['code', 'usually', 'says']), row(['---', '---', '---']), ...rows, ''].join('\n');
  });
  const intro =
    'What Stowage finds in what is declared, by area. `stowage explain CODE` prints the same on a terminal. An error refuses the revision, a warning does not, a note only tells; see [errors](../../errors.md).';
  return [PAGE_NOTICE, '# Findings\n', `${intro}\n`, ...tables].join('\n');
}

/** @param {FindingRecord} record */
const areaOf = ({ code }) => code.slice(0, code.indexOf('/'));

/** @param {FindingRecord} record */
function page({ code, severity, title, meaning, fix, example }) {
  const start = [PAGE_NOTICE, `# ${code}\n`, `${title}. Severity: ${severity}.\n`];
  const why = ['## Why\n', `${meaning}\n`, '## What to do\n', `${fix}\n`];
  const end = ['[All findings](README.md)', ''];
  switch (example.kind) {
    case 'seen':
      return [...start, '## As it is printed\n', fence('text', example.output), ...why, ...end].join('\n');
    case 'files': {
      const base = example.base ? ['## Base\n', ...files(example.base)] : [];
      const wrong = [...base, '## Wrong\n', ...files(example.wrong), 'says:\n', fence('text', example.output)];
      return [...start, ...wrong, ...why, '## Right\n', ...files(example.right), ...end].join('\n');
    }
  }
}

/** @param {Readonly<Record<string, string>>} named */
const files = (named) =>
  Object.entries(named).flatMap(([name, text]) => [`\`${name}\`\n`, fence('yaml', text.trimEnd())]);

/**
 * @param {string} language
 * @param {string} text
 */
const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;
