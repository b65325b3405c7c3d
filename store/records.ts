import { StoreError } from './store.ts';
import type { Entry } from './store.ts';

/** Turns values of one kind into the JSON text of a store entry and back. */
export interface RecordCodec<Value extends object> {
  encode(value: Value): string;
  /** @throws StoreError `newer-format` for what a later release wrote, `corrupt` for what no release did */
  decode(entry: Pick<Entry, 'key' | 'value'>): Value;
  /** The same for a release that reads only the version before; `undefined` where it is in that version already. */
  encodeBefore(entry: Pick<Entry, 'key' | 'value'>): string | undefined;
}

export interface RecordFormat<Value extends object> {
  /** What is stored, in the plural: "volumes". Completes "use Stowage 0.2 or later to read …". */
  readonly kind: string;
  /** Counts changes of the format that an older release cannot read, from 1. */
  readonly version: number;
  /** The first release that reads this version: the record carries it, so that an older one can name it. */
  readonly since: string;
  /** Fields that hold a bigint, at the top level: JSON has none, so they are stored as decimal digits. */
  readonly bigints?: readonly (keyof Value & string)[];
  /** From and to the version before this one, where there is one. Left out: records of it cannot be read. */
  readonly before?: FormatBefore;
}

/** Of fields as they are stored. There and back again is the same for whatever the version before can say. */
interface FormatBefore {
  /** The first release that reads it. */
  readonly since: string;
  readonly upgrade: (fields: JsonObject) => JsonObject;
  readonly downgrade: (fields: JsonObject) => JsonObject;
}

type JsonObject = Record<string, unknown>;

const DECIMAL = /^-?\d{1,40}$/;

/**
 * Records read `{"v":1,"since":"0.1",…fields}`; a value has no fields of these two names. The fields' types are the format's word: only a record that was encoded
 * as this kind may stand under the keys it is used for.
 */
export function recordCodec<Value extends object>(format: RecordFormat<Value>): RecordCodec<Value> {
  const { version, since, bigints = [], before } = format;
  return {
    encode: (value) => {
      const fields: JsonObject = { v: version, since, ...value };
      for (const name of bigints) {
        const field = fields[name];
        if (typeof field === 'bigint') fields[name] = String(field);
      }
      return JSON.stringify(fields);
    },
    decode: (entry) => {
      const { v, since: writtenSince, ...stored } = parseRecord(entry);
      const fields = before && v === version - 1 ? before.upgrade(stored) : stored;
      if (fields === stored) checkVersion(format, entry.key, v, writtenSince);
      for (const name of bigints) {
        if (fields[name] !== undefined) fields[name] = parseBigint(entry.key, name, fields[name]);
      }
      return fields as Value;
    },
    encodeBefore: (entry) => {
      const { v, since: writtenSince, ...stored } = parseRecord(entry);
      if (!before || v === version - 1) return undefined;
      checkVersion(format, entry.key, v, writtenSince);
      return JSON.stringify({ v: version - 1, since: before.since, ...before.downgrade(stored) });
    },
  };
}

function parseRecord({ key, value }: Pick<Entry, 'key' | 'value'>): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch (cause) {
    throw corrupt(key, 'it is not JSON', cause);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw corrupt(key, 'it is not an object');
  return parsed as JsonObject;
}

function checkVersion(format: RecordFormat<never>, key: string, version: unknown, since: unknown): void {
  if (version === format.version) return;
  if (typeof version !== 'number' || version < format.version) {
    throw corrupt(key, `it says no format version of ${format.kind}`);
  }
  const release = typeof since === 'string' ? `Stowage ${since} or later` : 'the release that wrote it, or a later one';
  throw new StoreError(
    'newer-format',
    `the record ${key} is in format ${String(version)}, and this release reads format ${String(format.version)}: ` +
      `use ${release} to read ${format.kind}`,
  );
}

function parseBigint(key: string, name: string, field: unknown): bigint {
  if (typeof field !== 'string' || !DECIMAL.test(field)) throw corrupt(key, `its ${name} is no whole number`);
  return BigInt(field);
}

const corrupt = (key: string, why: string, cause?: unknown): StoreError =>
  new StoreError('corrupt', `the record ${key} cannot be read: ${why}. Put back a backup of the store`, { cause });
