import { getOption } from '@bufbuild/protobuf';
import type { DescField, DescMessage } from '@bufbuild/protobuf';
import { csi_secret } from '../generated/csi_pb.ts';

/** What stands in a log where a secret stood; csi-lib-utils' protosanitizer writes the same. */
export const STRIPPED = '***stripped***';

/** Longer texts and lists are cut: a line of a log is to be read. */
const MOST_CHARACTERS = 256;
const MOST_ITEMS = 8;

/** Fewer characters say nothing, and would be found all over a text. */
const LEAST_SECRET_CHARACTERS = 4;

const MOUNT_FLAGS = 'mount_flags';

/** A message, or what one is made of. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * A message as a log may show it, without what csi.proto marks as a secret and without mount flags, which may hold a
 * password. Source: CSI spec, "Secrets Requirements", and the comment on `mount_flags`.
 */
export function redactMessage(type: DescMessage, message: Fields): Fields {
  const shown: Record<string, unknown> = {};
  for (const field of type.fields) {
    const value = valueOf(field, message);
    if (isEmpty(value)) continue;
    shown[field.name] = isSensitive(field) ? STRIPPED : redactValue(field, value);
  }
  return shown;
}

/** The secrets that a message holds: no text that is told of it may hold one of them. */
export function secretsOf(type: DescMessage, message: Fields): readonly string[] {
  return type.fields.flatMap((field) => {
    const value = valueOf(field, message);
    if (isEmpty(value)) return [];
    if (isSensitive(field)) return textsIn(value).filter(secretIn(field)).flatMap(secretParts);
    const inner = innerMessage(field);
    if (!inner) return [];
    const messages = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return messages.flatMap((each) => secretsOf(inner, each as Fields));
  });
}

/** Options are read out of bytes anew each time, and each call asks about each of its fields. */
const sensitive = new WeakMap<DescField, boolean>();

function isSensitive(field: DescField): boolean {
  const known = sensitive.get(field);
  if (known !== undefined) return known;
  const is = getOption(field, csi_secret) || field.name === MOUNT_FLAGS;
  sensitive.set(field, is);
  return is;
}

/** A member of a oneof lies below the oneof's name. */
function valueOf(field: DescField, message: Fields): unknown {
  if (!field.oneof) return message[field.localName];
  const chosen = message[field.oneof.localName] as { readonly case?: string; readonly value?: unknown } | undefined;
  return chosen?.case === field.localName ? chosen.value : undefined;
}

const innerMessage = (field: DescField): DescMessage | undefined =>
  field.fieldKind === 'message' || (field.fieldKind === 'list' && field.listKind === 'message')
    ? field.message
    : undefined;

function redactValue(field: DescField, value: unknown): unknown {
  const inner = innerMessage(field);
  const shorten = (each: unknown): unknown => (inner ? redactMessage(inner, each as Fields) : scalar(each));
  if (!Array.isArray(value)) return shorten(value);
  const items = value as readonly unknown[];
  return items.length > MOST_ITEMS ? `${String(items.length)} items` : items.map(shorten);
}

function scalar(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return shortened(value);
  if (value instanceof Uint8Array) return `${String(value.length)} bytes`;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length > 4 * MOST_ITEMS) return `${String(entries.length)} entries`;
  return Object.fromEntries(entries.map(([key, each]) => [shortened(key), scalar(each)]));
}

const shortened = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false || value === 0 || value === 0n) {
    return true;
  }
  return typeof value === 'object' && Object.keys(value).length === 0;
}

const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).filter((each) => typeof each === 'string');

/** A flag alone, such as `noatime`, is none: texts may name it. */
const secretIn =
  (field: DescField) =>
  (text: string): boolean =>
    field.name !== MOUNT_FLAGS || text.includes('=');

/** Of `password=…` what comes behind; and of what spans lines each line, as texts break there. */
const secretParts = (text: string): readonly string[] =>
  [text, ...text.split(/[\r\n]+/), text.slice(text.indexOf('=') + 1)].filter(
    (part) => part.length >= LEAST_SECRET_CHARACTERS,
  );
