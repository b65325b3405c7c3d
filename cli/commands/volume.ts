import type { VolumeView } from '../api/views/volume-view.ts';
import { CliError } from '../cli-error.ts';
import { connectApi } from '../client/api-client.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import { dropLegWarning, unpublishWarning } from '../report/warnings.ts';
import { renderResources } from '../report/resource-tables.ts';
import type {
  CreateVolumeOptions,
  ExpandVolumeOptions,
  GetOptions,
  ModifyVolumeOptions,
  ServerOptions,
  TableFormat,
} from './options.ts';
import { printAs } from './print-as.ts';

export interface UnpublishOptions extends GetOptions {
  /** The node's name, typed again. */
  readonly confirm?: string;
}

export interface DropLegOptions extends GetOptions {
  /** The leg's id, typed again. */
  readonly confirm?: string;
}

export async function createVolume(name: string, options: CreateVolumeOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  const volume = await client.createVolume({
    name,
    class: options.class,
    ...(options.attributesClass === undefined ? {} : { attributesClass: options.attributesClass }),
    size: `${String(options.size)}Gi`,
    mode: options.block === true ? 'block' : 'mount',
    ...(options.node === undefined ? {} : { node: options.node }),
    ...(options.fromSnapshot === undefined ? {} : { fromSnapshot: options.fromSnapshot }),
    ...(options.fromVolume === undefined ? {} : { fromVolume: options.fromVolume }),
  });
  return printVolume(volume, options.output, io);
}

export async function expandVolume(name: string, options: ExpandVolumeOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  return printVolume(await client.expandVolume(name, `${String(options.size)}Gi`), options.output, io);
}

export async function modifyVolume(name: string, options: ModifyVolumeOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  return printVolume(await client.modifyVolume(name, options.attributesClass), options.output, io);
}

export async function deleteVolume(name: string, options: ServerOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  await client.deleteVolume(name);
  io.stdout.write(`deleted ${printable(name)}\n`);
  return EXIT.ok;
}

/** Only what was typed twice is done; anything else tells what it would mean. */
export async function dropLeg(name: string, leg: string, options: DropLegOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  if (options.confirm === leg) return printVolume(await client.dropLeg(name, leg), options.output, io);
  const volume = await client.volume(name);
  const found = volume.legs.find(({ id }) => id === leg);
  if (!found) {
    throw new CliError(
      'not-found',
      `volume "${name}" has no leg "${leg}": "stowage describe volume ${name}" shows its legs`,
    );
  }
  io.stderr.write(dropLegWarning(volume, found, options.confirm));
  return EXIT.couldNotRun;
}

/** As above. */
export async function unpublish(name: string, node: string, options: UnpublishOptions, io: CliIo): Promise<ExitStatus> {
  const client = await connectApi(options, io.cwd);
  if (options.confirm === node) return printVolume(await client.unpublishVolume(name, node), options.output, io);
  const volume = await client.volume(name);
  const published = volume.publishedTo.find((each) => each.node === node);
  if (!published) {
    throw new CliError(
      'not-found',
      `volume "${name}" is not published to a node "${node}": "stowage describe volume ${name}" shows its nodes`,
    );
  }
  io.stderr.write(unpublishWarning(volume, published, options.confirm));
  return EXIT.couldNotRun;
}

async function printVolume(volume: VolumeView, output: TableFormat, io: CliIo): Promise<ExitStatus> {
  await printAs(output, volume, () => renderResources('volumes', [volume]), io);
  return EXIT.ok;
}
