// @ts-check
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { installGoTool } from '../../tools/install-go-tool.mjs';

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHART = path.join(ROOT, 'deploy/helm/stowage');

/** The last of Helm 3: what it renders, Helm 4 renders as well. */
const HELM = { package: 'helm.sh/helm/v3/cmd/helm', version: 'v3.22.0' };

/** What it takes a cluster for. Built by Go alone, it would take it for 1.20. */
const KUBERNETES = '1.34.0';

/** @typedef {{ readonly ok: boolean, readonly stdout: string, readonly stderr: string }} Ran */
/** @typedef {(args: readonly string[]) => Promise<Ran>} Helm */

/** @returns {Promise<Helm>} */
export async function openHelm() {
  const program = await installGoTool(HELM);
  return async (args) => {
    try {
      const { stdout, stderr } = await run(program, args, { maxBuffer: 2 ** 25 });
      return { ok: true, stdout, stderr };
    } catch (error) {
      const { stdout = '', stderr = String(error) } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
      return { ok: false, stdout, stderr };
    }
  };
}

/**
 * @param {Helm} helm
 * @param {string} values path of a file
 */
export const lint = (helm, values) =>
  helm(['lint', CHART, '--strict', '--values', values, '--kube-version', KUBERNETES]);

/**
 * @param {Helm} helm
 * @param {string} values path of a file
 */
export const render = (helm, values) =>
  helm(
    ['template', 'stowage', CHART, '--namespace', 'stowage-system', '--include-crds'].concat([
      ...['--values', values, '--kube-version', KUBERNETES],
    ]),
  );

const SOURCE = /^# Source: stowage\/(crds|templates)\/(?<name>[^\n]+)\.yaml\n/;

/**
 * What was rendered, as one file for each template, and one for all CRDs.
 * @param {string} rendered
 * @returns {ReadonlyMap<string, string>}
 */
export function filesOf(rendered) {
  /** @type {Map<string, string[]>} */
  const files = new Map();
  for (const document of rendered.split(/^---\n/m).slice(1)) {
    const source = SOURCE.exec(document);
    if (!source) throw new Error(`helm rendered a document without its source: ${document.slice(0, 80)}`);
    const name = source[1] === 'crds' ? 'crds.yaml' : `${source.groups?.['name'] ?? ''}.yaml`;
    const text = `${document.slice(source[0].length).trim()}\n`;
    files.set(name, [...(files.get(name) ?? []), text]);
  }
  return new Map([...files].map(([name, documents]) => [name, NOTICE + documents.join('---\n')]));
}

const NOTICE = '# Written by `npm run test:chart -- --write` from deploy/helm/stowage. Do not edit.\n';
