import { constructFromEvents, CORE_SCHEMA, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import { badAliases, MAX_ALIASED_VALUES, MAX_DEPTH } from './aliases.ts';
import type { BadAlias } from './aliases.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import type { DuplicateKey } from './duplicate-keys.ts';
import { eventTree } from './event-tree.ts';
import type { EventTree } from './event-tree.ts';
import { spanOfNode } from './node-spans.ts';

/** One document of a file. JSON values; parts that aliases share are one object. */
export interface YamlDocument {
  /** Counts the documents of the file from 0, the empty and the broken among them. */
  readonly index: number;
  readonly value: unknown;
}

/** What keeps a text from being YAML that means one thing. Offsets in UTF-16 units. */
interface YamlProblem {
  readonly code:
    'source/file-too-large' | 'yaml/syntax' | 'yaml/too-deep' | 'yaml/too-many-aliases' | 'yaml/duplicate-key';
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
  /** Where the key stood first. */
  readonly first?: number;
}

export interface ReadText {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

/**
 * YAML 1.2 by its core schema, without merge keys. A text that is no YAML has no documents; apart from that each
 * document stands for itself. A document with a key twice is read too, the last one winning, so that its other problems
 * come to light. Bounds: {@link MAX_VALUES}, {@link MAX_DEPTH}, {@link MAX_ALIASED_VALUES}; time is linear in the text.
 */
export function readDocuments(source: string): ReadText {
  let events: Event[];
  try {
    events = parseEvents(source, { maxDepth: MAX_DEPTH });
  } catch (error) {
    return { documents: [], problems: [syntaxProblem(error)] };
  }
  const excess = firstExcess(events);
  if (excess !== undefined) return { documents: [], problems: [excessProblem(eventTree(source, events), excess)] };
  if (!events.some(({ type }) => type === EVENT_ID.ALIAS)) {
    const values = constructAll(source, events);
    if (values) return { documents: values.map((value, index) => ({ index, value })), problems: [] };
  }
  return readOneByOne(eventTree(source, events));
}

/** More than a file of the largest size holds when it declares things: brackets and commas alone could be millions. */
const MAX_VALUES = 600_000;

/** The first value beyond the bound. */
function firstExcess(events: readonly Event[]): number | undefined {
  if (events.length <= MAX_VALUES) return undefined;
  let values = 0;
  const excess = events.findIndex(({ type }) => {
    if (type !== EVENT_ID.POP && type !== EVENT_ID.DOCUMENT) values += 1;
    return values > MAX_VALUES;
  });
  return excess < 0 ? undefined : excess;
}

/** The fast way, for files in which all is well. */
function constructAll(source: string, events: Event[]): readonly unknown[] | undefined {
  try {
    return constructFromEvents(events, { source, schema: CORE_SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function readOneByOne(tree: EventTree): ReadText {
  const aliases = badAliases(tree);
  const problems: YamlProblem[] = aliases.map((alias) => aliasProblem(tree, alias));
  const dropped = new Set(aliases.map(({ document }) => document));
  const documents: YamlDocument[] = [];
  for (const [index, document] of tree.documents.entries()) {
    if (dropped.has(index)) continue;
    for (const duplicate of duplicateKeys(tree, document)) problems.push(duplicateProblem(tree, duplicate));
    try {
      const events = tree.events.slice(document.from, document.to);
      const [value] = constructFromEvents(events, { source: tree.source, schema: CORE_SCHEMA, json: true });
      documents.push({ index, value });
    } catch (error) {
      problems.push(syntaxProblem(error));
    }
  }
  return { documents, problems };
}

function syntaxProblem(error: unknown): YamlProblem {
  if (!(error instanceof YAMLException)) throw error;
  const start = error.mark?.position ?? 0;
  if (error.reason.startsWith('nesting exceeded')) {
    const message = `lists and mappings are nested more than ${String(MAX_DEPTH)} levels deep`;
    return { code: 'yaml/too-deep', message, start, end: start };
  }
  if (error.reason.includes('complex keys')) {
    return { code: 'yaml/syntax', message: 'a key is a word, not a list or a mapping', start, end: start };
  }
  return { code: 'yaml/syntax', message: `this is not YAML: ${error.reason}`, start, end: start };
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

function excessProblem(tree: EventTree, node: number): YamlProblem {
  const message = `the file holds more than ${String(MAX_VALUES)} values`;
  const { start } = spanOfNode(tree, node) ?? { start: 0 };
  return { code: 'source/file-too-large', message, help: 'Split it.', start, end: start };
}

function aliasProblem(tree: EventTree, { kind, name, node }: BadAlias): YamlProblem {
  const span = spanOfNode(tree, node) ?? { start: 0, end: 0 };
  switch (kind) {
    case 'unknown':
      return { code: 'yaml/syntax', message: `no anchor &${name} stands before this alias`, ...span };
    case 'recursive':
      return { code: 'yaml/syntax', message: `the alias *${name} stands for something that contains it`, ...span };
    case 'too-many': {
      const message = `aliases add more than ${String(MAX_ALIASED_VALUES)} values to this file`;
      return { code: 'yaml/too-many-aliases', message, help: 'Write the values out, or use fewer.', ...span };
    }
    case 'too-deep': {
      const message = `with its aliases followed, this nests more than ${String(MAX_DEPTH)} levels deep`;
      return { code: 'yaml/too-deep', message, ...span };
    }
  }
}
