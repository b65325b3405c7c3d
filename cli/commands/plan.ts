import { gib } from '../../core/model/capacity.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { isError } from '../../core/model/finding.ts';
import type { BackendName, DriveId, EnclosureName, LevelName } from '../../core/model/ids.ts';
import type { Plan, PlannedVolume } from '../../core/model/plan.ts';
import { planChange } from '../../core/plan/plan-change.ts';
import type { VolumeView } from '../api/views/volume-view.ts';
import { checkPaths } from '../check/check-paths.ts';
import { summaryOf, summaryText } from '../check/count-findings.ts';
import { connectApi } from '../client/api-client.ts';
import type { ActiveConfiguration } from '../client/api-client.ts';
import { isNotRunning } from '../client/find-server.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import { renderPlan } from '../report/plan.ts';
import type { PlanOptions, ServerOptions } from './options.ts';
import { printAs } from './print-as.ts';

/** Rises when what `plan -o json` says changes its meaning. */
const FORMAT_VERSION = 1;

/** Checks a repository, and shows what it would change of what runs. */
export async function plan(path: string, options: PlanOptions, io: CliIo): Promise<ExitStatus> {
  const live = await readLive(options, io);
  const before = live.revision ? live.objects : undefined;
  const checked = await checkPaths([path], io, { limits: options.limit, before });
  const { findings, sourceText } = checked;
  const report = reportFor(io.stdout, { env: io.env, pretty: options.pretty, sourceText });
  if (findings.some(isError)) {
    const text = (): string => `${renderFindings(findings, report)}${summaryText(summaryOf(checked))}\n`;
    await printAs(options.output, { formatVersion: FORMAT_VERSION, findings }, text, io);
    return EXIT.problems;
  }
  if (live.note !== undefined) io.stderr.write(`note: ${live.note}\n`);
  const planned = planChange({ desired: checked.objects, live: live.objects, volumes: live.volumes });
  const text = (): string => renderFindings(findings, report) + renderPlan(planned, report);
  await printAs(
    options.output,
    { formatVersion: FORMAT_VERSION, against: live.revision, findings, ...planned },
    text,
    io,
  );
  return statusOf(planned, options);
}

function statusOf({ steps, gates }: Plan, { exitCode }: PlanOptions): ExitStatus {
  if (gates.some(isError)) return EXIT.problems;
  return exitCode === true && steps.length > 0 ? EXIT.changes : EXIT.ok;
}

/** What runs. Nothing does where no server runs for the state folder, or it has no configuration yet. */
interface Live {
  /** `null`, which JSON shows, where there is none. */
  readonly revision: ActiveConfiguration['revision'] | null;
  readonly objects: readonly DeclaredObject[];
  readonly volumes: readonly PlannedVolume[];
  /** What people should know who compare with it. */
  readonly note?: string;
}

async function readLive(options: ServerOptions, io: CliIo): Promise<Live> {
  try {
    const client = await connectApi(options, io.cwd);
    const active = await client.configuration();
    const volumes = (await client.list('volumes')).map(plannedVolume);
    if (active) return { revision: active.revision, objects: active.objects, volumes };
    const note = 'the server runs no configuration yet: planned against an empty one';
    return { revision: null, objects: [], volumes, note };
  } catch (error) {
    if (!isNotRunning(error)) throw error;
    const note = `no stowage server runs for state ${options.state}: planned against an empty configuration`;
    return { revision: null, objects: [], volumes: [], note };
  }
}

/** The server has checked these names. */
const plannedVolume = (view: VolumeView): PlannedVolume => ({
  name: view.name,
  size: gib(view.sizeGiB),
  phase: { kind: view.phase },
  ...(view.bandwidthPerLeg === undefined ? {} : { bandwidthPerLeg: view.bandwidthPerLeg }),
  backend: view.backend as BackendName,
  layout: view.layout,
  survives: view.survives as readonly LevelName[],
  encryption: view.encrypted ? {} : undefined,
  legs: view.legs.map(({ drive, enclosure, startGiB, lengthGiB }) => ({
    drive: drive as DriveId,
    enclosure: enclosure as EnclosureName,
    extent: { start: gib(startGiB), length: gib(lengthGiB) },
  })),
});
