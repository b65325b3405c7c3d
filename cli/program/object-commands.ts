import { Option } from 'commander';
import type { Command } from 'commander';
import type {
  CreateVolumeOptions,
  ExpandVolumeOptions,
  ModifyVolumeOptions,
  GetOptions,
  ListOptions,
  ServerOptions,
} from '../commands/options.ts';
import type { DropLegOptions, UnpublishOptions } from '../commands/volume.ts';
import type { Resource } from '../api/views/resource-views.ts';
import { ONE_OF } from '../commands/resource-names.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { parseNodeName, parseSize, parseVolumeName } from './option-values.ts';
import { addSnapshotCommands } from './snapshot-command.ts';
import { serverUrl, stateFolder, tableOutput, wideOutput } from './shared-options.ts';

/** What `get` can list. */
const RESOURCES: readonly (readonly [Resource, about: string])[] = [
  ['drives', 'drives, their use and the volumes on them'],
  ['enclosures', 'boxes of drives'],
  ['bandwidth-domains', 'parts of the network, and what volumes reserve of their uplinks'],
  ['backends', 'storage systems and their pools'],
  ['classes', 'storage classes'],
  ['volumes', 'volumes and where they are published'],
  ['snapshots', 'snapshots of volumes'],
  ['revisions', 'revisions of the configuration and what became of them'],
  ['operations', 'what is in flight or stuck: since when, at which step, and why'],
  ['decisions', 'what people decided about drives, legs and operations, and when'],
];

/** What asks the running server, or has it do something. */
export function addObjectCommands(program: Command, context: ProgramContext): void {
  addGet(program, context);
  addDescribe(program, context);
  const volume = program.command('volume').description('create, expand, change, delete and mend volumes by hand');
  addVolumeCreate(volume, context);
  addVolumeExpand(volume, context);
  addVolumeModify(volume, context);
  addVolumeDelete(volume, context);
  addVolumeDropLeg(volume, context);
  addVolumeUnpublish(volume, context);
  addSnapshotCommands(program, context);
}

function addGet(program: Command, { io, finish }: ProgramContext): void {
  const get = program
    .command('get')
    .description('list what the running server has')
    .addHelpText(
      'after',
      examples(['stowage get drives', 'every drive'], ['stowage get volumes db-0 -o yaml', 'one volume, in full']),
    );
  for (const [resource, about] of RESOURCES) {
    get
      .command(resource)
      .alias(ONE_OF[resource])
      .description(`list ${about}`)
      .argument('[name]', `only the ${ONE_OF[resource]} of this name`)
      .addOption(wideOutput())
      .addOption(stateFolder())
      .addOption(serverUrl())
      .action(async (name: string | undefined, options: ListOptions) => {
        const { getResource } = await import('../commands/get.ts');
        finish(await getResource(resource, name, options, io));
      });
  }
}

function addDescribe(program: Command, { io, finish }: ProgramContext): void {
  const describe = program.command('describe').description('show one thing in full, and why it is as it is');
  describe
    .command('volume')
    .description('show where a volume lies, and why there')
    .argument('<name>', 'the volume')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage describe volume db-0', 'its legs, drives and the reasons for them']))
    .action(async (name: string, options: GetOptions) => {
      const { describeVolume } = await import('../commands/describe-volume.ts');
      finish(await describeVolume(name, options, io));
    });
  describe
    .command('drive')
    .description('show a drive, and who uses what of it')
    .argument('<id>', 'id of the drive; "stowage get drives" shows them')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage describe drive DRIVE', 'the volumes on it, their claims and pods']))
    .action(async (id: string, options: GetOptions) => {
      const { describeDrive } = await import('../commands/describe-drive.ts');
      finish(await describeDrive(id, options, io));
    });
  describe
    .command('operation')
    .description('show something that is under way, and ask hosts how far it is')
    .argument('<id>', 'id of the operation; "stowage get operations" shows them')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage describe operation delete/VOLUME', 'what is left to wipe, and where']))
    .action(async (id: string, options: GetOptions) => {
      const { describeOperation } = await import('../commands/operation.ts');
      finish(await describeOperation(id, options, io));
    });
}

function addVolumeCreate(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('create')
    .description('create a volume; the same request again finds the same volume')
    .argument('<name>', 'name of the volume', parseVolumeName)
    .requiredOption('--class <class>', 'storage class')
    .requiredOption('--size <quantity>', 'usable size, a Kubernetes quantity; rounded up to GiB', parseSize)
    .option('--attributes-class <class>', 'VolumeAttributesClass that limits it')
    .option('--block', 'a raw block device instead of a filesystem')
    .option('--node <node>', 'a node that must reach it', parseNodeName)
    .addOption(new Option('--from-snapshot <name>', 'a snapshot that it is to be a copy of').conflicts('fromVolume'))
    .option('--from-volume <name>', 'a volume that it is to be a copy of; nobody may have that published')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage volume create db-0 --class fast --size 10Gi', 'create a volume']))
    .action(async (name: string, options: CreateVolumeOptions) => {
      const { createVolume } = await import('../commands/volume.ts');
      finish(await createVolume(name, options, io));
    });
}

function addVolumeExpand(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('expand')
    .description('grow a volume; one that is large enough stays as it is')
    .argument('<name>', 'the volume')
    .requiredOption('--size <quantity>', 'usable size to grow to, a Kubernetes quantity', parseSize)
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage volume expand db-0 --size 20Gi', 'grow it to 20 GiB']))
    .action(async (name: string, options: ExpandVolumeOptions) => {
      const { expandVolume } = await import('../commands/volume.ts');
      finish(await expandVolume(name, options, io));
    });
}

function addVolumeModify(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('modify')
    .description('give a volume what a VolumeAttributesClass says, and leave the rest as it is')
    .argument('<name>', 'the volume')
    .requiredOption('--attributes-class <class>', 'VolumeAttributesClass of the active revision')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage volume modify db-0 --attributes-class gold', 'limit it as gold says']))
    .action(async (name: string, options: ModifyVolumeOptions) => {
      const { modifyVolume } = await import('../commands/volume.ts');
      finish(await modifyVolume(name, options, io));
    });
}

function addVolumeDelete(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('delete')
    .description('delete a volume and its data; refused while it is published')
    .argument('<name>', 'the volume')
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText('after', examples(['stowage volume delete db-0', 'delete it, with its data']))
    .action(async (name: string, options: ServerOptions) => {
      const { deleteVolume } = await import('../commands/volume.ts');
      finish(await deleteVolume(name, options, io));
    });
}

function addVolumeUnpublish(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('unpublish')
    .description('take a volume away from a node that is gone for good; Kubernetes does so itself for others')
    .argument('<name>', 'the volume')
    .argument('<node>', 'the node; "stowage describe volume" shows which have it')
    .option('--confirm <node>', 'the node again; without it, only says what would happen')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage volume unpublish db-0 worker-3', 'say what it would mean'],
        ['stowage volume unpublish db-0 worker-3 --confirm worker-3', 'do it'],
      ),
    )
    .action(async (name: string, node: string, options: UnpublishOptions) => {
      const { unpublish } = await import('../commands/volume.ts');
      finish(await unpublish(name, node, options, io));
    });
}

function addVolumeDropLeg(volume: Command, { io, finish }: ProgramContext): void {
  volume
    .command('drop-leg')
    .description(
      'let a volume that no node has start without a leg that cannot be had; writes that only this leg has are lost',
    )
    .argument('<name>', 'the volume')
    .argument('<leg>', 'id of the leg; "stowage describe volume" shows them')
    .option('--confirm <leg>', 'the id again; without it, only says what would be lost')
    .addOption(tableOutput())
    .addOption(stateFolder())
    .addOption(serverUrl())
    .addHelpText(
      'after',
      examples(
        ['stowage volume drop-leg db-0 LEG', 'say what it would mean'],
        ['stowage volume drop-leg db-0 LEG --confirm LEG', 'do it'],
      ),
    )
    .action(async (name: string, leg: string, options: DropLegOptions) => {
      const { dropLeg } = await import('../commands/volume.ts');
      finish(await dropLeg(name, leg, options, io));
    });
}
