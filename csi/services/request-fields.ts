import { failed } from './outcome.ts';
import type { DriverFailure } from './outcome.ts';

/** Source: CSI spec, "Size Limits", and the comments of node_id. */
const MAX_STRING_BYTES = 128;
const MAX_NODE_ID_BYTES = 256;
const MAX_MAP_BYTES = 4096;
const MAX_MOUNT_FLAGS_BYTES = 4096;
/** PATH_MAX of Linux, its terminating NUL included. */
const MAX_PATH_BYTES = 4095;

/** Source: CSI spec, CreateVolumeRequest.name: any Unicode but control characters, C0 and C1. */
const CONTROL_CHARACTER = /\p{Cc}/u;

/** A check of one field of a request: `undefined` where it is in order. */
type FieldProblem = string | undefined;

/** The first problem as INVALID_ARGUMENT, in the order given. */
export function refuseFields(...problems: readonly FieldProblem[]): DriverFailure | undefined {
  const problem = problems.find((candidate) => candidate !== undefined);
  return problem === undefined ? undefined : failed('invalid-argument', problem);
}

export const nameProblem = (value: string): FieldProblem =>
  stringProblem('name', value, MAX_STRING_BYTES) ??
  (CONTROL_CHARACTER.test(value) ? 'name holds control characters' : undefined);

export const volumeIdProblem = (value: string, field = 'volume_id'): FieldProblem =>
  stringProblem(field, value, MAX_STRING_BYTES);

export const nodeIdProblem = (value: string): FieldProblem => stringProblem('node_id', value, MAX_NODE_ID_BYTES);

/** Whether the path exists, or is absolute, is checked where it is used: an unknown volume must be NOT_FOUND first. */
export const pathProblem = (field: string, value: string): FieldProblem =>
  stringProblem(field, value, MAX_PATH_BYTES) ?? (value.includes('\0') ? `${field} holds a NUL` : undefined);

export const absolutePathProblem = (field: string, value: string): FieldProblem =>
  pathProblem(field, value) ?? (value.startsWith('/') ? undefined : `${field} must be absolute`);

export function mapProblem(field: string, map: Readonly<Record<string, string>>): FieldProblem {
  let bytes = 0;
  for (const [key, value] of Object.entries(map)) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  return tooLong(field, bytes, MAX_MAP_BYTES);
}

export function mountFlagsProblem(flags: readonly string[]): FieldProblem {
  const bytes = flags.reduce((sum, flag) => sum + Buffer.byteLength(flag), 0);
  return tooLong('mount_flags', bytes, MAX_MOUNT_FLAGS_BYTES);
}

export const missing = (field: string, isMissing: boolean): FieldProblem =>
  isMissing ? `${field} is required` : undefined;

const stringProblem = (field: string, value: string, most: number): FieldProblem =>
  missing(field, value === '') ?? tooLong(field, Buffer.byteLength(value), most);

const tooLong = (field: string, bytes: number, most: number): FieldProblem =>
  bytes > most ? `${field} is ${String(bytes)} bytes long; at most ${String(most)} are allowed` : undefined;
