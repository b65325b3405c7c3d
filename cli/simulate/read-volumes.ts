import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import type { SimulatedVolume } from '../../core/simulate/ground.ts';
import { OBJECT_SCHEMAS } from '../api/schemas/object-schemas.ts';
import { listOf, ref } from '../api/schemas/parts.ts';
import { VOLUME_SCHEMAS } from '../api/schemas/volume-schemas.ts';
import type { VolumeView } from '../api/views/volume-view.ts';
import { CliError } from '../cli-error.ts';
import { volumeOfView } from './volumes-of-views.ts';

/** A volume is some 2 KB: a hundred thousand of them. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * What `stowage get volumes -o json` printed into a file.
 * @throws CliError `file` where it cannot be read, `usage` where it is something else
 */
export async function readVolumes(file: string, cwd: string): Promise<readonly SimulatedVolume[]> {
  const text = await readBounded(path.resolve(cwd, file), file);
  const parsed = parse(text, file);
  const isList = typeof parsed === 'object' && parsed !== null && 'items' in parsed;
  const views = isList ? parsed.items : [parsed];
  const ajv = new Ajv({ meta: false, validateSchema: false, schemas: [...OBJECT_SCHEMAS, ...VOLUME_SCHEMAS] });
  const isRight = ajv.compile<readonly VolumeView[]>(listOf(ref('Volume')));
  if (isRight(views)) return views.map(volumeOfView);
  const [problem] = isRight.errors ?? [];
  throw new CliError(
    'usage',
    `${file} is not what "stowage get volumes -o json" prints: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`,
  );
}

async function readBounded(absolute: string, file: string): Promise<string> {
  try {
    const { size } = await stat(absolute);
    if (size > MOST_BYTES) throw new CliError('file', `${file} is larger than ${String(MOST_BYTES)} bytes`);
    return await readFile(absolute, 'utf8');
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError('file', `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError('usage', `${file} is no JSON: "stowage get volumes -o json" prints what is wanted`, { cause });
  }
}
