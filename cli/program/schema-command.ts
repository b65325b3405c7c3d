import type { Command } from 'commander';
import type { SchemaOptions } from '../commands/schema.ts';
import type { ProgramContext } from './context.ts';
import { examples } from './help-text.ts';

/** What may be declared, for editors and clusters. */
export function addSchemaCommand(program: Command, { io, finish }: ProgramContext): void {
  program
    .command('schema')
    .description('print the schema of a kind, or write all of them for an editor')
    .argument('[kind]', 'kind of object; left out, lists all of them')
    .option('--crd', 'print the CustomResourceDefinition instead; of every kind where none is named')
    .option('--editor [dir]', 'write schemas and VS Code settings into the repository (default: this folder)')
    .addHelpText(
      'after',
      examples(
        ['stowage schema Backend', 'JSON Schema, draft 7'],
        ['stowage schema --crd | kubectl apply -f -', 'have a cluster know the kinds'],
        ['stowage schema --editor storage', 'check and complete in VS Code'],
      ),
    )
    .action(async (kind: string | undefined, options: SchemaOptions) => {
      const { schema } = await import('../commands/schema.ts');
      finish(await schema(kind, options, io));
    });
}
