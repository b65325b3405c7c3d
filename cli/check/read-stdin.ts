import type { Finding } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import { collectFiles } from '../../controller/source/file-collector.ts';
import { fileTooLarge } from '../../controller/source/source-findings.ts';
import type { CliIo } from '../io.ts';
import type { ReadPath } from './read-path.ts';

/** What findings call what came in. */
const STDIN_NAME = 'stdin';

/** Standard input as one file. It is read no further than a file may be long. */
export async function readStdin(stdin: CliIo['stdin'], limits: Limits): Promise<ReadPath> {
  const collector = collectFiles(limits);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.length;
    if (bytes > limits.fileBytes) return { files: [], findings: [tooLarge(bytes, limits)] };
    chunks.push(chunk);
  }
  collector.add(STDIN_NAME, Buffer.concat(chunks));
  return collector.finish('standard input');
}

const tooLarge = (bytes: number, { fileBytes }: Limits): Finding => fileTooLarge(STDIN_NAME, bytes, fileBytes);
