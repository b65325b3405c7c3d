// @ts-check
import { join } from 'node:path';
import { build } from 'esbuild';

const PAGE = 'docs/reference/cel.md';
const SOURCE = 'core/policy/cel/functions/index.ts';
const NOTICE = `<!-- Written by tools/generate.mjs from ${SOURCE}. Do not edit. -->\n`;

/** @typedef {import('../../core/policy/cel/functions/index.ts').FunctionLibrary} FunctionLibrary */
/** @typedef {FunctionLibrary['functions'][number]} FunctionEntry */

const INTRO = [
  'What expressions of policies can call, besides the operators and macros of [CEL](https://cel.dev). A test evaluates each example and compares it with its result.',
  '`since` is the minor version of Kubernetes 1 that brought the function; where it is empty, all have it, and `ours` is in none. Rules on placements also have `placement.survives(level)` and `placement.spreadOver(level)`.',
];

/**
 * The page of every function that rules can call.
 *
 * @param {string} root
 */
export async function generate(root) {
  const libraries = await readLibraries(root);
  const sections = libraries.flatMap(({ name, functions }) => [`## ${name}\n`, ...table(functions), '']);
  return new Map([
    [PAGE, [NOTICE, '# Functions of rules\n', ...INTRO.map((text) => `${text}\n`), ...sections].join('\n')],
  ]);
}

/**
 * The table itself, bundled to one module: Node 20 does not run TypeScript.
 *
 * @param {string} root
 * @returns {Promise<readonly FunctionLibrary[]>}
 */
async function readLibraries(root) {
  const entry = join(root, SOURCE);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error(`${SOURCE}: nothing came of it`);
  const module = await import(`data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`);
  return module.FUNCTION_LIBRARIES;
}

/** @param {readonly FunctionEntry[]} functions */
function table(functions) {
  const rows = functions.map(({ signatures, macro, since = '', summary = '', example }) =>
    row([
      (macro ? [macro.signature] : signatures).map(code).join('<br>'),
      since === 'ours' || since === '' ? since : `1.${since}`,
      summary,
      example ? `${code(example.expression)} is ${code(example.result)}` : '',
    ]),
  );
  return [row(['function', 'since', 'gives', 'example']), row(['---', '---', '---', '---']), ...rows];
}

/** @param {string} text */
const code = (text) => `\`${text}\``;

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
