import { isError } from '../../core/model/finding.ts';
import { utcDay } from '../../core/model/day.ts';
import { levelsOf } from '../../core/model/levels.ts';
import type { Limits } from '../../core/model/limits.ts';
import { prepareInventory } from '../../core/cases/inventory.ts';
import { occupy } from '../../core/placement/inventory-index.ts';
import { compilePolicies } from '../../core/policy/index.ts';
import { simulationGround, useOf } from '../../core/simulate/ground.ts';
import type { SimulatedVolume, SimulationGround } from '../../core/simulate/ground.ts';
import { checkPaths } from '../check/check-paths.ts';
import { CliError } from '../cli-error.ts';
import type { CliIo } from '../io.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import { printable } from '../report/printable.ts';
import { readVolumes } from './read-volumes.ts';

/** A repository in place of a server. */
export interface OfflineOptions {
  readonly path: string;
  readonly ref?: string | undefined;
  /** What `stowage get volumes -o json` printed. Left out: all drives are blank. */
  readonly volumes?: string | undefined;
  readonly limit: Limits;
}

/**
 * A ground to simulate on, of what is declared.
 * @throws CliError `usage` where it is not valid, or volumes do not go together; `file` where something cannot be read
 */
export async function offlineGround(options: OfflineOptions, io: CliIo): Promise<SimulationGround> {
  const { path, ref, limit } = options;
  const { findings, objects, sourceText } = await checkPaths([path], io, { ref, limits: limit });
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    io.stderr.write(renderFindings(errors, reportFor(io.stderr, { env: io.env, pretty: undefined, sourceText })));
    throw new CliError('usage', 'nothing can be simulated, because the repository is not valid');
  }
  const prepared = prepareInventory(objects);
  if (prepared.kind === 'broken') throw new CliError('usage', printable(prepared.reason));
  const { configuration, index } = prepared.inventory;
  const volumes = options.volumes === undefined ? [] : await readVolumes(options.volumes, io.cwd);
  for (const volume of volumes) takeOrRefuse(index, volume);
  const { compiled } = compilePolicies(configuration.policies, { levels: levelsOf(configuration) });
  const ground = { configuration, reports: new Map(), index, volumes };
  return simulationGround(ground, { policies: compiled, today: utcDay(new Date()) });
}

function takeOrRefuse(index: SimulationGround['index'], { name, legs, layout }: SimulatedVolume): void {
  try {
    occupy(index, legs, useOf(layout));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError('usage', `volume ${printable(name)} cannot lie where --volumes says: ${printable(why)}`, {
      cause,
    });
  }
}
