import type { SimulationAnswer, SimulationQuestion } from '../../core/simulate/simulation.ts';
import { simulate } from '../../core/simulate/simulation.ts';
import { drain } from '../../core/model/turns.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { answerPage } from '../report/simulation/answer-page.ts';
import type { KnownAnswer } from '../report/simulation/answer-page.ts';
import { markdownOfPage, textOfPage } from '../report/simulation/page.ts';
import { printable } from '../report/printable.ts';
import type { SimulateOptions } from './options.ts';
import { printAs } from './print-as.ts';

/** Rises when what `simulate -o json` says changes its meaning. */
const FORMAT_VERSION = 1;

/** Asks what if: the running server, or a repository where one is named. */
export async function askSimulation(
  question: SimulationQuestion,
  path: string | undefined,
  options: SimulateOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const answer = known(
    await (path === undefined ? askServer(question, options, io) : askHere(question, path, options, io)),
  );
  const { output } = options;
  const data = { formatVersion: FORMAT_VERSION, ...answer };
  if (output === 'markdown') io.stdout.write(markdownOfPage(answerPage(answer)));
  else await printAs(output, data, () => textOfPage(answerPage(answer)), io);
  return statusOf(answer);
}

async function askServer(question: SimulationQuestion, options: SimulateOptions, io: CliIo): Promise<SimulationAnswer> {
  const idle = options.volumes === undefined ? (options.ref === undefined ? undefined : '--ref') : '--volumes';
  if (idle !== undefined) throw new CliError('usage', `${idle} goes with the path of a repository`);
  const { connectApi } = await import('../client/api-client.ts');
  const client = await connectApi(options, io.cwd);
  return client.simulate(question);
}

async function askHere(
  question: SimulationQuestion,
  path: string,
  { ref, volumes, limit }: SimulateOptions,
  io: CliIo,
): Promise<SimulationAnswer> {
  const { offlineGround } = await import('../simulate/offline-ground.ts');
  return drain(simulate(await offlineGround({ path, ref, volumes, limit }, io), question));
}

/** @throws CliError `not-found` where something is named that is not there */
function known(answer: SimulationAnswer): KnownAnswer {
  if (answer.kind === 'unknown') throw new CliError('not-found', printable(answer.message));
  return answer;
}

/** What was asked for does not go well: 1. Where nothing was hoped for, nothing is wrong. */
function statusOf(answer: KnownAnswer): ExitStatus {
  switch (answer.kind) {
    case 'refused':
      return EXIT.problems;
    case 'place':
      return answer.refusal ? EXIT.problems : EXIT.ok;
    case 'loss':
      return answer.lost.length > 0 || answer.rebuild.legs.some(({ to }) => !to) ? EXIT.problems : EXIT.ok;
    case 'placed':
    case 'fill':
    case 'defrag':
      return EXIT.ok;
  }
}
