import { constructFromEvents, CORE_SCHEMA, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import { DEFAULT_LIMITS, raiseLimit } from '../../model/limits.ts';
import type { Limits } from '../../model/limits.ts';
import { badAliases } from './aliases.ts';
import type { BadAlias } from './aliases.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import type { DuplicateKey } from './duplicate-keys.ts';
import { eventTree } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';
import { firstOddKey } from './odd-keys.ts';
import { spanOfNode } from './node-spans.ts';
import { oddKeyProblem, syntaxProblem } from './syntax-problem.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** One document of a file. JSON values; parts that aliases share are one object. */
export interface YamlDocument {
  /** Counts the documents of the file from 0, the empty and the broken among them. */
  readonly index: number;
  readonly value: unknown;
}

export interface ReadText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

/**
 * YAML 1.2 by its core schema, without merge keys. A text that is no YAML has no documents; apart from that each
 * document stands for itself. A document with a key twice is read too, the last one winning, so that its other problems
 * come to light. Time is linear in the text.
 */
export function readDocuments(source: string, limits: Limits = DEFAULT_LIMITS): ReadText {
  let events: Event[];
  try {
    events = parseEvents(source, { maxDepth: limits.depth });
  } catch (error) {
    return { documents: [], problems: [syntaxProblem(error, source, limits)] };
  }
  const excess = firstExcess(events, limits.values);
  if (excess !== undefined) {
    return { documents: [], problems: [excessProblem(eventTree(source, events), excess, limits)] };
  }
  if (!events.some(({ type }) => type === EVENT_ID.ALIAS)) {
    const values = constructAll(source, events);
    if (values) return { documents: values.map((value, index) => ({ index, value })), problems: [] };
  }
  return readOneByOne(eventTree(source, events), limits);
}

/** The first value beyond the bound. */
function firstExcess(events: readonly Event[], most: number): number | undefined {
  if (events.length <= most) return undefined;
  let values = 0;
  const excess = events.findIndex(({ type }) => {
    if (type !== EVENT_ID.POP && type !== EVENT_ID.DOCUMENT) values += 1;
    return values > most;
  });
  return excess < 0 ? undefined : excess;
}

/** The fast way for what js-yaml has to read, for files in which all is well. */
function constructAll(source: string, events: Event[]): readonly unknown[] | undefined {
  try {
    return constructFromEvents(events, { source, schema: CORE_SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function readOneByOne(tree: EventTree, limits: Limits): ReadText {
  const aliases = badAliases(tree, limits);
  const problems: YamlProblem[] = aliases.map((alias) => aliasProblem(tree, alias, limits));
  const dropped = new Set(aliases.map(({ document }) => document));
  const documents: YamlDocument[] = [];
  for (const [index, document] of tree.documents.entries()) {
    if (dropped.has(index)) continue;
    const odd = firstOddKey(tree, document);
    if (odd !== undefined) {
      problems.push(oddKeyProblem(tree.source, spanOfNode(tree, odd) ?? { start: 0, end: 0 }));
      continue;
    }
    for (const duplicate of duplicateKeys(tree, document)) problems.push(duplicateProblem(tree, duplicate));
    try {
      const events = tree.events.slice(document.from, document.to);
      const [value] = constructFromEvents(events, { source: tree.source, schema: CORE_SCHEMA, json: true });
      documents.push({ index, value });
    } catch (error) {
      problems.push(syntaxProblem(error, tree.source, limits));
    }
  }
  return { documents, problems };
}

function duplicateProblem(tree: EventTree, { key, node, first }: DuplicateKey): YamlProblem {
  return {
    code: 'yaml/duplicate-key',
    message: `the key ${key} stands here a second time`,
    help: 'Keep one of the two.',
    ...(spanOfNode(tree, node) ?? { start: 0, end: 0 }),
    first: spanOfNode(tree, first)?.start ?? 0,
  };
}

function excessProblem(tree: EventTree, node: number, limits: Limits): YamlProblem {
  const message = `the file holds more than ${String(limits.values)} values`;
  const { start } = spanOfNode(tree, node) ?? { start: 0 };
  const help = `Split it. ${raiseLimit('values')}`;
  return { code: 'source/file-too-large', message, help, start, end: start };
}

function aliasProblem(tree: EventTree, { kind, name, node }: BadAlias, limits: Limits): YamlProblem {
  const span = spanOfNode(tree, node) ?? { start: 0, end: 0 };
  switch (kind) {
    case 'unknown':
      return { code: 'yaml/syntax', message: `no anchor &${name} stands before this alias`, ...span };
    case 'recursive':
      return { code: 'yaml/syntax', message: `the alias *${name} stands for something that contains it`, ...span };
    case 'too-many': {
      const message = `aliases add more than ${String(limits.aliasedValues)} values to this file`;
      const help = `Write the values out, or use fewer. ${raiseLimit('aliasedValues')}`;
      return { code: 'yaml/too-many-aliases', message, help, ...span };
    }
    case 'too-deep': {
      const message = `with its aliases followed, this nests more than ${String(limits.depth)} levels deep`;
      return { code: 'yaml/too-deep', message, help: raiseLimit('depth'), ...span };
    }
  }
}
