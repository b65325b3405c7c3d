// @ts-check
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { repositoryRoot } from './schema-source.mjs';

const FOLDER = 'schemas/findings';

/** A file for each, in the order in which a revision meets them. */
const AREAS = ['source', 'yaml', 'schema', 'reference', 'policy', 'plan', 'class', 'backend'];

/** Before and behind the place of the finding, in the files of `wrong`. */
const [OPEN, CLOSE] = ['▸', '◂'];

/**
 * Where files can make the finding: those that make it, what is then printed, and the same files mended. `base` is the
 * revision that they are compared with, where that matters; `place` is missing where the finding has none.
 *
 * @typedef {{
 *   kind: 'files',
 *   base?: Record<string, string>,
 *   wrong: Record<string, string>,
 *   place?: Place,
 *   output: string,
 *   right: Record<string, string>,
 * }} FilesExample
 */
/** Where files alone cannot: what was printed once. @typedef {{ kind: 'seen', output: string }} SeenExample */
/** @typedef {{ file: string, line: number, column: number, endLine: number, endColumn: number }} Place */
/**
 * What there is to say of one finding code. Texts are of one line.
 *
 * @typedef {{
 *   code: string,
 *   severity: string,
 *   title: string,
 *   meaning: string,
 *   fix: string,
 *   example: FilesExample | SeenExample,
 * }} FindingRecord
 */

/**
 * Every finding code there is, area by area. Throws where a record is not whole.
 *
 * @returns {Promise<readonly FindingRecord[]>}
 */
export async function readFindings() {
  const areas = await Promise.all(AREAS.map(readArea));
  const records = areas.flat();
  const codes = records.map(({ code }) => code);
  const twice = codes.find((code, at) => codes.indexOf(code) !== at);
  if (twice !== undefined) throw new Error(`${FOLDER}: ${twice} stands there twice`);
  return records;
}

/** @param {string} area */
async function readArea(area) {
  const path = `${FOLDER}/${area}.yaml`;
  const entries = load(await readFile(join(repositoryRoot, path), 'utf8'));
  if (!Array.isArray(entries)) throw new Error(`${path}: a list of findings is expected`);
  return entries.map((entry) => findingRecord(entry, area, path));
}

/**
 * @param {Record<string, unknown>} entry
 * @param {string} area
 * @param {string} path
 * @returns {FindingRecord}
 */
function findingRecord({ code, severity, title, meaning, fix, ...example }, area, path) {
  const at = `${path}: ${String(code)}`;
  if (!new RegExp(`^${area}/[a-z0-9-]+$`).test(String(code))) throw new Error(`${at} is no code of the area ${area}`);
  if (!['error', 'warning', 'note'].includes(String(severity))) throw new Error(`${at}: no severity`);
  const texts = { code: String(code), severity: String(severity) };
  const told = { title: oneLine(title, `${at} title`), meaning: oneLine(meaning, `${at} meaning`) };
  return { ...texts, ...told, fix: oneLine(fix, `${at} fix`), example: exampleOf(example, at) };
}

/**
 * @param {Record<string, unknown>} example
 * @param {string} at
 * @returns {FilesExample | SeenExample}
 */
function exampleOf({ base, ...example }, at) {
  const keys = Object.keys(example).sort().join(' ');
  if (keys === 'seen') return { kind: 'seen', output: someText(example['seen'], `${at} seen`) };
  if (keys !== 'output right wrong') throw new Error(`${at}: say wrong, output and right, or else seen`);
  const marked = Object.entries(filesOf(example['wrong'], `${at} wrong`));
  const places = marked.flatMap(([file, text]) => placeIn(file, text) ?? []);
  if (places.length > 1) throw new Error(`${at}: one place is marked, not ${places.length}`);
  const right = filesOf(example['right'], `${at} right`);
  if (Object.values(right).some((text) => text.includes(OPEN))) throw new Error(`${at}: nothing is marked in right`);
  const wrong = Object.fromEntries(marked.map(([file, text]) => [file, text.replace(OPEN, '').replace(CLOSE, '')]));
  const output = someText(example['output'], `${at} output`);
  const before = base === undefined ? {} : { base: filesOf(base, `${at} base`) };
  return { kind: 'files', ...before, wrong, ...(places[0] && { place: places[0] }), output, right };
}

/**
 * Between the marks, counted as findings count: from 1, in characters, the end exclusive.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Place | undefined}
 */
function placeIn(file, text) {
  const [before = '', marked, ...more] = text.split(OPEN);
  if (marked === undefined) return undefined;
  const end = marked.indexOf(CLOSE);
  if (more.length > 0 || end < 0) throw new Error(`${file}: ${OPEN} and ${CLOSE} stand once each`);
  const start = position(before);
  const after = position(before + marked.slice(0, end));
  return { file, line: start.line, column: start.column, endLine: after.line, endColumn: after.column };
}

/** @param {string} before */
function position(before) {
  const lines = before.split('\n');
  return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
}

/**
 * @param {unknown} files
 * @param {string} at
 * @returns {Record<string, string>}
 */
function filesOf(files, at) {
  if (typeof files !== 'object' || files === null) throw new Error(`${at}: names of files, each with its text`);
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, `${someText(text, at)}\n`]));
}

/**
 * @param {unknown} text
 * @param {string} at
 */
function oneLine(text, at) {
  const line = someText(text, at);
  if (line.includes('\n')) throw new Error(`${at}: one line, so fold it with ">-"`);
  return line;
}

/**
 * @param {unknown} text
 * @param {string} at
 */
function someText(text, at) {
  if (typeof text !== 'string' || text.trim() === '') throw new Error(`${at}: a text is expected`);
  return text.trimEnd();
}
