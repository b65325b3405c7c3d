import path from 'node:path';
import type { Finding } from '../../core/model/finding.ts';
import type { CsiClient } from '../../csi/client/csi-client.ts';
import { connectCsi } from '../../csi/client/csi-client.ts';
import type { WorkingRepository } from '../../controller/source/working-repository.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { BAD_CHANGE, goodChange } from './demo-commits.ts';
import { openDemoRepository, revertBadChange } from './demo-repository.ts';
import type { DemoServer } from './demo-server.ts';
import { createDemoVolume } from './create-demo-volume.ts';
import { DEMO_VOLUMES } from './demo-volumes.ts';
import { createNarration } from './narration.ts';
import type { Narration } from './narration.ts';

export interface DemoOptions {
  /** Folder for the repository, the state and the socket, as the user wrote it. */
  readonly state: string;
  /** End after the last step, instead of staying up. */
  readonly once: boolean;
}

/** What the demonstration runs on, and may be given by a test. */
export type StartDemoServer = (repository: string) => Promise<DemoServer>;

/** The main job from a commit to volumes, told step by step: 0 when every step came out as it should, else 1. */
export async function runDemo(options: DemoOptions, io: CliIo, start: StartDemoServer): Promise<ExitStatus> {
  const tell = createNarration(io);
  tell.step('A configuration repository');
  const repository = await openDemoRepository(path.join(options.state, 'config'), io.cwd, tell);

  tell.step('Controller and driver start, and activate the commit');
  const server = await start(repository.directory);
  const client = connectCsi(server.csiEndpoint);
  try {
    await showActivation(server, repository, tell);
    await showVolumes(server, client, tell);
    await showGoodChange(server, client, repository, tell);
    await showBadChange(server, repository, tell);
    showWhatToTry(options, server, repository, tell);
    if (!options.once) await stopped(io.stopSignal());
  } finally {
    client.close();
    await server.stop();
  }
  return tell.failures() === 0 ? EXIT.ok : EXIT.problems;
}

async function showActivation(server: DemoServer, repository: WorkingRepository, tell: Narration): Promise<void> {
  const result = await server.sync();
  if (result.kind === 'refused') {
    tell.failure('the first commit was refused');
    tell.findings(result.findings, repository.directory);
    return;
  }
  const { active, volumes } = server.snapshot();
  const configuration = active?.configuration;
  const drives = configuration?.enclosures.reduce((sum, enclosure) => sum + enclosure.drives.length, 0) ?? 0;
  const counts = `${String(configuration?.enclosures.length ?? 0)} enclosures, ${String(drives)} drives, ${String(configuration?.classes.length ?? 0)} classes, ${String(configuration?.policies.length ?? 0)} policies`;
  tell.line(`revision ${String(result.revision)} is active: ${counts}`);
  if (volumes.length > 0) tell.line(`${String(volumes.length)} volumes are here from an earlier run`);
  tell.line(`CSI on ${server.csiEndpoint}, HTTP API on ${server.apiUrl}`);
  tell.line('The enclosures and this node are simulated; everything else is what would run in a cluster.');
}

async function showVolumes(server: DemoServer, client: CsiClient, tell: Narration): Promise<void> {
  tell.step('Volumes, through the CSI socket');
  for (const wanted of DEMO_VOLUMES) {
    const failure = await createDemoVolume(server, client, wanted);
    const volume = server.snapshot().volumes.find(({ name }) => name === wanted.name);
    if (failure !== undefined || !volume) tell.failure(`${wanted.name}: ${failure ?? 'the driver does not have it'}`);
    else tell.volume(wanted.what, volume);
  }
}

async function showGoodChange(
  server: DemoServer,
  client: CsiClient,
  repository: WorkingRepository,
  tell: Narration,
): Promise<void> {
  tell.step('A commit adds a class, and it goes live');
  const change = await nextGoodChange(repository);
  const commit = await repository.commit({ [change.file]: change.text }, `Add class ${change.className}`);
  const result = await server.sync();
  if (result.kind === 'refused') {
    tell.failure(`commit ${commit.slice(0, 10)} was refused`);
    tell.findings(result.findings, repository.directory);
    return;
  }
  tell.line(`commit ${commit.slice(0, 10)} is active as revision ${String(result.revision)}`);
  const wanted = {
    name: `demo-${change.className}`,
    className: change.className,
    gib: 20,
    what: 'a slice by the new class',
  };
  const failure = await createDemoVolume(server, client, wanted);
  const volume = server.snapshot().volumes.find(({ name }) => name === wanted.name);
  if (failure !== undefined || !volume) tell.failure(`${wanted.name}: ${failure ?? 'the driver does not have it'}`);
  else tell.volume(wanted.what, volume);
}

async function nextGoodChange(repository: WorkingRepository): Promise<ReturnType<typeof goodChange>> {
  for (let count = 1; ; count++) {
    const change = goodChange(count);
    if ((await repository.read(change.file)) === undefined) return change;
  }
}

async function showBadChange(server: DemoServer, repository: WorkingRepository, tell: Narration): Promise<void> {
  tell.step('A commit names a storage group that does not exist, and is refused');
  const before = server.snapshot().active?.revision.number;
  const commit = await repository.commit({ [BAD_CHANGE.file]: BAD_CHANGE.text }, BAD_CHANGE.subject);
  const result = await server.sync();
  if (result.kind === 'active') tell.failure(`commit ${commit.slice(0, 10)} was activated`);
  else {
    tell.findings(result.findings, repository.directory);
    if (!result.findings.some(isTheMistake)) tell.failure(`it was not refused for what is wrong in ${BAD_CHANGE.file}`);
  }
  const { active, volumes } = server.snapshot();
  if (active?.revision.number !== before) tell.failure('another revision is active now');
  tell.line('');
  tell.line(`revision ${String(active?.revision.number ?? 0)} goes on, with ${String(volumes.length)} volumes`);
  await revertBadChange(repository);
  const reverted = await server.sync();
  if (reverted.kind === 'refused') tell.failure('the revert was refused');
  else tell.line('and the commit is reverted');
}

/** A refusal for any other reason shows nothing of what the step tells. */
const isTheMistake = ({ code, place }: Finding): boolean =>
  code === 'reference/not-found' && place?.file === BAD_CHANGE.file;

function showWhatToTry(options: DemoOptions, server: DemoServer, repository: WorkingRepository, tell: Narration): void {
  if (options.once) {
    tell.step(
      tell.failures() === 0 ? 'Every step came out as it should' : `Steps that failed: ${String(tell.failures())}`,
    );
    return;
  }
  const state = `--state ${options.state}`;
  tell.step('Now you: this server stays up until Ctrl-C. In another terminal:');
  for (const command of [
    `bin/stowage get volumes ${state}`,
    `bin/stowage describe volume demo-striped ${state}`,
    `bin/stowage volume create mine --class hdd-mirror --size 1Ti ${state}`,
    `bin/stowage get drives ${state}`,
    `$EDITOR ${path.join(repository.directory, 'classes.yaml')}; git -C ${repository.directory} commit -am 'Try it'`,
    `bin/stowage get revisions ${state}`,
  ]) {
    tell.line(command);
  }
  tell.line('');
  tell.line(`CSI answers on ${server.csiEndpoint}`);
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
