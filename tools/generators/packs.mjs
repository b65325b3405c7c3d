// @ts-check
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

const FOLDER = 'policies';
const POLICIES = 'policies.yaml';

/** What stands above it in a page is written by hand, what stands below is not. */
const MARK = '<!-- Written by tools/generate.mjs from policies.yaml: do not edit what follows. -->';

/** Tables as wide as their rules: nobody reads them but rendered. */
const UNFORMATTED = '<!-- prettier-ignore-start -->';

/** @typedef {{ name: string, type?: string, default?: string, description?: string }} Parameter */
/** @typedef {{ name: string, expression: string, message?: string, messageExpression?: string }} Rule */
/**
 * @typedef {{
 *   metadata: { name: string },
 *   spec: {
 *     scope: string,
 *     kinds?: readonly string[],
 *     parameters?: readonly Parameter[],
 *     matchConditions?: readonly { name: string, expression: string }[],
 *     validations?: readonly Rule[],
 *     action?: string,
 *   },
 * }} Policy
 */
/** @typedef {{ readonly name: string, readonly versions: readonly string[], readonly page: string, readonly policies: readonly Policy[] }} Pack */

/**
 * The tables of each pack's page, which are of its newest version, and the list of packs.
 *
 * @param {string} root
 */
export async function generate(root) {
  const packs = await readPacks(join(root, FOLDER));
  const list = await readFile(join(root, FOLDER, 'README.md'), 'utf8');
  const pages = packs.map((pack) => {
    const path = `${FOLDER}/${pack.name}/README.md`;
    return /** @type {[string, string]} */ ([path, page(path, pack.page, tablesOf(pack))]);
  });
  return new Map([[`${FOLDER}/README.md`, page(`${FOLDER}/README.md`, list, listOf(packs))], ...pages]);
}

/**
 * @param {string} folder
 * @returns {Promise<readonly Pack[]>}
 */
async function readPacks(folder) {
  const names = await foldersIn(folder);
  return Promise.all(
    names.map(async (name) => {
      const versions = (await foldersIn(join(folder, name))).sort(newestFirst);
      const [newest = ''] = versions;
      const text = await readFile(join(folder, name, newest, POLICIES), 'utf8');
      const policies = /** @type {Policy[]} */ (loadAll(text));
      return { name, versions, page: await readFile(join(folder, name, 'README.md'), 'utf8'), policies };
    }),
  );
}

/** @param {string} folder */
const foldersIn = async (folder) =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * @param {string} a
 * @param {string} b
 */
function newestFirst(a, b) {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, index) => part !== right[index]);
  return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
}

/**
 * @param {string} path
 * @param {string} text
 * @param {string} below
 */
function page(path, text, below) {
  const at = text.indexOf(MARK);
  if (at < 0) throw new Error(`${path} lacks the line ${MARK}`);
  return `${text.slice(0, at)}${MARK}\n${UNFORMATTED}\n\n${below}\n<!-- prettier-ignore-end -->\n`;
}

/** @param {readonly Pack[]} packs */
const listOf = (packs) =>
  table(
    ['pack', 'versions', 'asks'],
    packs.map(({ name, versions, page: text }) => [
      `[${name}](${name}/README.md)`,
      versions.join(', '),
      firstLineOf(text),
    ]),
  );

/**
 * The first sentence below the title says what the pack asks.
 *
 * @param {string} text
 */
const firstLineOf = (text) => /^# .+\n\n([^]+?[.:])(\s|$)/.exec(text)?.[1]?.replaceAll('\n', ' ').slice(0, -1) ?? '';

/** @param {Pack} pack */
function tablesOf({ name, versions, policies }) {
  const [newest = ''] = versions;
  const rules = table(
    ['policy', 'scope', 'action', 'rule', 'must hold', 'says otherwise'],
    policies.flatMap(({ metadata, spec }) =>
      (spec.validations ?? []).map((rule, at) => [
        at === 0 ? code(metadata.name) : '',
        at === 0 ? scopeOf(spec) : '',
        at === 0 ? (spec.action ?? 'Deny') : '',
        code(rule.name),
        code(rule.expression),
        rule.message ?? code(rule.messageExpression ?? ''),
      ]),
    ),
  );
  const conditions = table(
    ['policy', 'applies where', 'which is'],
    policies.flatMap(({ metadata, spec }) =>
      (spec.matchConditions ?? []).map((each) => [code(metadata.name), each.name, code(each.expression)]),
    ),
  );
  const parameters = table(['parameter', 'type', 'default', 'is', 'of'], parameterRows(policies));
  return [
    `## Rules of ${newest}\n`,
    `In [${POLICIES}](${newest}/${POLICIES}), with [cases](${newest}/cases.yaml): \`stowage test policies/${name}/${newest}\` runs them.\n`,
    rules,
    ...(conditions === '' ? [] : ['Policies that do not always apply:\n', conditions]),
    `## Parameters of ${newest}\n`,
    parameters === '' ? 'None.\n' : parameters,
  ].join('\n');
}

/**
 * A parameter that several policies have alike has one row: a binding sets it for all of them.
 *
 * @param {readonly Policy[]} policies
 */
function parameterRows(policies) {
  /** @type {Map<string, { cells: string[], of: string[] }>} */
  const rows = new Map();
  for (const { metadata, spec } of policies) {
    for (const { name, type = 'string', default: fallback = '', description = '' } of spec.parameters ?? []) {
      const cells = [code(name), type, code(fallback), description];
      const row = rows.get(cells.join('|')) ?? { cells, of: [] };
      row.of.push(code(metadata.name));
      rows.set(cells.join('|'), row);
    }
  }
  return [...rows.values()].map(({ cells, of }) => [...cells, of.join(', ')]);
}

/** @param {Policy['spec']} spec */
const scopeOf = ({ scope, kinds = [] }) => (kinds.length === 0 ? scope : `${scope} of ${kinds.join(', ')}`);

/**
 * Empty where there are no rows.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
const table = (head, rows) =>
  rows.length === 0 ? '' : `${[head, head.map(() => '---'), ...rows].map(row).join('\n')}\n`;

/** @param {readonly string[]} cells */
const row = (cells) =>
  `| ${cells.map((cell) => cell.trim().replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

/** @param {string} text */
const code = (text) => (text === '' ? '' : text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
