import { Option } from 'commander';
import type { Command } from 'commander';
import type { DemoOptions, ListenAddress, ServeOptions } from '../commands/options.ts';
import type { ProgramContext } from './context.ts';
import { addObserveOptions } from './observe-options.ts';
import { examples } from './help-text.ts';
import { limitOption } from './limit-option.ts';
import {
  addClusterEndpoint,
  parseClusterName,
  parseDuration,
  parseListenAddress,
  parseNodeName,
} from './option-values.ts';
import { maxVolumes, stateFolder } from './shared-options.ts';
import { addStoreOptions } from './store-options.ts';

/** The server: controller, driver and HTTP API in one process; and the demonstration that starts one. */
export function addServeCommands(program: Command, context: ProgramContext): void {
  addServe(program, context);
  addDemo(program, context);
}

function addDemo(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('demo')
    .description('show the whole way, from a commit to volumes, on simulated hardware')
    .addOption(stateFolder('folder for the repository, the state and the socket'))
    .option('--once', 'end after the last step: 0 when every step came out as it should, else 1')
    .addHelpText('after', examples(['stowage demo', 'watch it, then try it yourself']))
    .action(async (options: DemoOptions) => {
      const { demo } = await import('../commands/demo.ts');
      finish(await demo(options, io));
    });
}

/** Which drives and nodes. */
const addHardwareOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--node-id <name>', "this node's name in Kubernetes (default: the host's name)").argParser(
        parseNodeName,
      ),
    )
    .addOption(maxVolumes())
    .addOption(
      new Option('--hardware <kind>', 'drives and nodes to serve: simulated here, or those of agents and plug-ins')
        .choices(['simulated', 'agents'])
        .default('simulated'),
    )
    .addOption(
      new Option('--agents-listen <host:port>', 'where agents and node plug-ins dial').argParser(parseListenAddress),
    )
    .option('--tls <dir>', 'certificate of the driver: ca.crt, tls.crt and tls.key (see "stowage certificates")');

const SERVE_EXAMPLES = examples(
  ['stowage serve --repo . --ref main', 'serve the repository in this folder'],
  ['stowage serve --repo https://git.example/storage.git --state /var/lib/stowage', 'serve a remote one'],
  ['stowage serve --repo . --hardware agents --agents-listen 0.0.0.0:8481 --tls /etc/stowage/tls', 'serve real drives'],
  [
    'stowage serve --repo flux:gitrepository/flux-system/storage-config --kubernetes in-cluster',
    'serve what Flux has fetched',
  ],
  [
    'stowage serve --repo cluster:stowage-system/stowage-revision --kubernetes in-cluster',
    'serve what Argo CD or Flux applies',
  ],
  ['stowage serve --repo . --once', 'try one revision and end'],
);

function addServe(program: Command, { io, finish }: ProgramContext): void {
  const command = program
    .command('serve')
    .description('follow a Git repository and serve its configuration as a CSI driver')
    .requiredOption(
      '--repo <path-or-url>',
      'the Git repository; flux:KIND/NAMESPACE/NAME, the artifact of an object of Flux; or cluster:[NAMESPACE/NAME], our objects in the cluster, as a ConfigMap of "stowage marker" names them',
    )
    .option('--ref <ref>', 'branch or tag to follow', 'main')
    .option('--path <dir>', 'folder of the declarations within the repository', '.')
    .addOption(limitOption())
    .addOption(stateFolder('folder for everything that must survive a restart'));
  addStoreOptions(command)
    .option(
      '--csi-endpoint <endpoint>',
      'socket of the CSI services (default: $CSI_ENDPOINT, else unix://<state>/csi.sock)',
    )
    .addOption(
      new Option(
        '--cluster-name <name>',
        'the Kubernetes cluster whose volumes are served there, where several share the drives',
      ).argParser(parseClusterName),
    )
    .addOption(
      new Option('--cluster-endpoint <name=endpoint...>', 'sockets of further clusters').argParser(addClusterEndpoint),
    )
    .option(
      '--kubernetes <in-cluster|file>',
      'ask the API server of the cluster for claims, pods and Secrets, and tell refusals there: the cluster that this runs in, or the one of a kubeconfig file',
    )
    .addOption(
      new Option('--settle <duration>', 'with --repo cluster: how long its objects must not change to be a revision')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    )
    .addOption(
      new Option('--listen <host:port>', 'where the HTTP API listens')
        .argParser(parseListenAddress)
        .default({ host: '127.0.0.1', port: 8480 } satisfies ListenAddress, '127.0.0.1:8480'),
    )
    .addOption(
      new Option('--interval <duration>', 'how often to look for new commits')
        .argParser(parseDuration)
        .default(10_000, '10s'),
    );
  addHardwareOptions(command).option(
    '--once',
    'take over one revision, print the verdict and end: 0 when it is active, 1 when it was refused; opens neither the socket nor the HTTP API',
  );
  addObserveOptions(command)
    .addHelpText('after', SERVE_EXAMPLES)
    .action(async (options: ServeOptions) => {
      const { serve } = await import('../commands/serve.ts');
      finish(await serve(options, io));
    });
}
