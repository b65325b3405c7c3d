// @ts-check
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const CONTAINERFILE = fileURLToPath(new URL('../../deploy/Containerfile', import.meta.url));

/** @typedef {{ readonly word: string, readonly rest: string }} Instruction */
/** @typedef {{ readonly name: string, readonly from: string, readonly instructions: readonly Instruction[] }} Stage */

/** The stages of deploy/Containerfile, in order. @returns {readonly Stage[]} */
export function readStages() {
  /** @type {{ name: string, from: string, instructions: Instruction[] }[]} */
  const stages = [];
  for (const { word, rest } of instructionsOf(readFileSync(CONTAINERFILE, 'utf8'))) {
    if (word === 'FROM') {
      const [, from = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      stages.push({ name, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

/** @param {string} text */
const instructionsOf = (text) =>
  text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
      return { word, rest: rest.replace(/ +/g, ' ').trim() };
    });

/**
 * What a COPY of the build's context copies, and where to; `undefined` for a copy out of another stage.
 * @param {Instruction} instruction
 */
export function contextCopy({ word, rest }) {
  if (word !== 'COPY' || rest.startsWith('--from=')) return undefined;
  const parts = rest.split(' ');
  return { sources: parts.slice(0, -1), target: parts.at(-1) ?? '' };
}
