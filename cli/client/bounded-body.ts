import { CliError } from '../cli-error.ts';

/** The configuration of 100,000 drives is 12 MB. */
const MAX_BODY_BYTES = 256 * 2 ** 20;

/**
 * The JSON of an answer; `undefined` where it is empty.
 * @throws CliError `bad-answer` where it is no JSON, or larger than any answer of ours
 */
export async function readJson(response: Response, limit: number = MAX_BODY_BYTES): Promise<unknown> {
  const text = await readText(response, limit);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError('bad-answer', `what answers at ${response.url} is no stowage server: it sends no JSON`, {
      cause,
    });
  }
}

async function readText(response: Response, limit: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > limit) {
      throw new CliError('bad-answer', `the answer of ${response.url} is larger than ${String(limit)} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
