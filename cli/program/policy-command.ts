import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { ClaimReference } from '../../core/model/volume.ts';
import type { PolicyDescribeOptions } from '../commands/policy-describe.ts';
import type { PolicyEvalOptions } from '../commands/policy-eval.ts';
import type { PolicyPacksOptions } from '../commands/policy-packs.ts';
import { PRETTY } from './check-options.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';
import { limitOption } from './limit-option.ts';
import { parseNodeName, parseSize } from './option-values.ts';
import { tableOutput, textOutput } from './shared-options.ts';

const SCOPES: readonly PolicyEvalOptions['scope'][] = ['Config', 'Request', 'Drive', 'Placement'];

/** Reading and writing rules. */
export function addPolicyCommand(program: Command, context: ProgramContext): void {
  const policy = program
    .command('policy')
    .description('read packs of policies, describe what policies come to, try expressions');
  addPacks(policy, context);
  addDescribe(policy, context);
  addEval(policy, context);
}

function addPacks(policy: Command, { io, finish }: ProgramContext): void {
  policy
    .command('packs')
    .description('list the packs of policies that come with Stowage, or print one')
    .argument('[pack]', 'NAME or NAME@VERSION of the pack to print; without a version, the newest')
    .addOption(tableOutput())
    .addHelpText(
      'after',
      examples(
        ['stowage policy packs', 'which there are'],
        ['stowage policy packs failure-domains', 'what a binding of it brings'],
      ),
    )
    .action(async (name: string | undefined, options: PolicyPacksOptions) => {
      const { policyPacks } = await import('../commands/policy-packs.ts');
      finish(await policyPacks(name, options, io));
    });
}

const PATH = ['[path...]', 'files and folders, taken as one repository (default: this folder)'] as const;

function addDescribe(policy: Command, { io, finish }: ProgramContext): void {
  const command = policy
    .command('describe')
    .description('show a policy in full: its rules, what they cost and read, and what the search makes of them')
    .argument('<name>', 'policy of the repository, or of a pack: PACK/NAME, PACK@VERSION/NAME')
    .argument(...PATH);
  addRequestOptions(command)
    .addOption(textOutput())
    .option(...PRETTY)
    .addOption(limitOption())
    .addHelpText(
      'after',
      examples(
        ['stowage policy describe mirrors-survive-a-rack', 'a policy of this repository'],
        ['stowage policy describe raid@1.0.0/arrays-are-bounded', 'one of a pack'],
        ['stowage policy describe mirrors-survive-a-rack . --class hdd-mirror --size 1Ti', 'for one request'],
      ),
    )
    .action(async (name: string, paths: string[], options: PolicyDescribeOptions) => {
      const { policyDescribe } = await import('../commands/policy-describe.ts');
      finish(await policyDescribe(name, paths, options, io));
    });
}

function addEval(policy: Command, { io, finish }: ProgramContext): void {
  const command = policy
    .command('eval')
    .description('evaluate a CEL expression against the objects, requests, drives or placements of a repository')
    .argument('<expression>', 'the expression, in quotes')
    .argument(...PATH)
    .option('--example <name>', 'an example that comes with Stowage in place of a repository')
    .addOption(
      new Option('--scope <scope>', 'what it may read (default: guessed from what it reads)').choices(
        SCOPES.filter((scope) => scope !== undefined),
      ),
    )
    .option('--kind <kind>', 'Config: only objects of this kind')
    .option('--object <kind/name>', 'Config: only this object');
  addRequestOptions(command)
    .option('--explain', 'say what each value came of')
    .option('--cost', 'say how many steps it takes at most')
    .addOption(textOutput())
    .option(...PRETTY)
    .addOption(limitOption())
    .addHelpText(
      'after',
      `${examples(
        [`stowage policy eval "'worn' in drive.tags"`, 'which drives'],
        [`stowage policy eval "placement.survives('rack')" . --class fast --size 1Ti`, 'where a volume would lie'],
        ['stowage policy eval "has(object.spec.labels)" . --kind Backend --explain', 'each Backend, and why'],
      )}\n\nExit status: 0 evaluated; 1 the expression is wrong, or comes to an error; 2 could not run`,
    )
    .action(async (expression: string, paths: string[], options: PolicyEvalOptions) => {
      const { policyEval } = await import('../commands/policy-eval.ts');
      finish(await policyEval(expression, paths, options, io));
    });
}

/** What to ask for. */
const addRequestOptions = (command: Command): Command =>
  command
    .option('--class <class>', 'only this storage class (default: each there is)')
    .addOption(
      new Option('--size <quantity>', 'size to ask for (default: the least that the class takes)').argParser(parseSize),
    )
    .addOption(new Option('--claim <namespace/name>', 'the claim that asks').argParser(parseClaim))
    .addOption(new Option('--node <node>', 'a node that must reach it').argParser(parseNodeName));

function parseClaim(text: string): ClaimReference {
  const [, namespace, name] = /^([a-z0-9.-]{1,253})\/([a-z0-9.-]{1,253})$/.exec(text) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new InvalidArgumentError('Say namespace and name, such as team-a/db-0.');
  }
  return { namespace, name };
}
