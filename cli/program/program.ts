import { Command } from 'commander';
import { packageVersion } from '../package-version.ts';
import { addAgentCommand } from './agent-command.ts';
import { addCertificatesCommand } from './certificates-command.ts';
import type { ProgramContext } from './context.ts';
import { addDriveCommand } from './drive-command.ts';
import { addExplainCommand } from './explain-command.ts';
import { addInventoryCommand } from './inventory-command.ts';
import { addNodeCommand } from './node-command.ts';
import { addObjectCommands } from './object-commands.ts';
import { addOperationCommand } from './operation-command.ts';
import { addPolicyCommand } from './policy-command.ts';
import { addRepositoryCommands } from './repository-commands.ts';
import { addMarkerCommand } from './marker-command.ts';
import { addSchemaCommand } from './schema-command.ts';
import { addServeCommands } from './serve-command.ts';
import { addShellCommands } from './shell-commands.ts';
import { addSimulateCommand } from './simulate-command.ts';
import { addStoreCommand } from './store-command.ts';
import { addSupportCommand } from './support-command.ts';

/**
 * The tree of commands. What a command does is imported when it runs: nothing but commander is loaded before.
 * Parsing throws CommanderError where the usage is wrong, or help was asked for.
 */
export function buildProgram(context: ProgramContext): Command {
  const { io } = context;
  const program = new Command('stowage')
    .description(
      'GitOps storage provisioning for Kubernetes: a Git revision becomes the configuration of a live CSI driver',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    // A subcommand may have an option of the same name as the command above it.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', EXIT_STATUS_HELP);
  addRepositoryCommands(program, context);
  addPolicyCommand(program, context);
  addExplainCommand(program, context);
  addSchemaCommand(program, context);
  addMarkerCommand(program, context);
  addServeCommands(program, context);
  addObjectCommands(program, context);
  addOperationCommand(program, context);
  addSimulateCommand(program, context);
  addInventoryCommand(program, context);
  addDriveCommand(program, context);
  addStoreCommand(program, context);
  addAgentCommand(program, context);
  addNodeCommand(program, context);
  addCertificatesCommand(program, context);
  addSupportCommand(program, context);
  addShellCommands(program, context);
  nameHelpAfterErrors(program, 'stowage');
  return program;
}

/** What is wrong with a command's usage sends to the help of that command. */
function nameHelpAfterErrors(command: Command, path: string): void {
  command.showHelpAfterError(`(see "${path} --help")`);
  for (const child of command.commands) nameHelpAfterErrors(child, `${path} ${child.name()}`);
}

const EXIT_STATUS_HELP = `
Exit status:
  0  nothing is wrong
  1  problems were found
  2  could not run: wrong usage, unreadable files, no server
  3  changes are present (plan --exit-code)

Environment:
  NO_COLOR=1       no colour on a terminal
  STOWAGE_DEBUG=1  show where an error comes from`;
