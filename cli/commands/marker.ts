import { markerObject } from '../../controller/cluster/source/marker.ts';
import { memberOf } from '../../controller/cluster/source/member.ts';
import { isError } from '../../core/model/finding.ts';
import { checkPaths } from '../check/check-paths.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { findingText, inPlaceOrder } from '../report/findings.ts';
import { toYaml } from '../report/machine.ts';
import type { MarkerOptions } from './options.ts';

/**
 * Prints the ConfigMap that makes a revision of the objects of these paths once a cluster has them all. Of what is wrong
 * there is none: objects that would be refused are not named.
 */
export async function marker(
  paths: readonly string[],
  { revision, name, namespace, limit }: MarkerOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const { files, findings, sources } = await checkPaths(paths.length > 0 ? paths : ['.'], io, { limits: limit });
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    for (const finding of inPlaceOrder(errors)) io.stderr.write(`${findingText(finding)}\n`);
    return EXIT.problems;
  }
  // Packs of this installation are no files of the repository, and nobody applies them.
  const own = new Set(files.map((file) => file.path));
  const members = sources.objects
    .filter(({ file }) => own.has(file))
    .flatMap(({ object }) => memberOf({ ...object }) ?? []);
  io.stdout.write(toYaml(markerObject(revision, members, { name, namespace })));
  return EXIT.ok;
}
