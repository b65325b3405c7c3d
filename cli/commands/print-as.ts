import type { CliIo } from '../io.ts';
import type { TextFormat, WideFormat } from './options.ts';

/** Prints data in the form asked for: as JSON, as YAML, or as the text that people read. */
export async function printAs(
  format: WideFormat | TextFormat,
  data: unknown,
  text: () => string,
  io: Pick<CliIo, 'stdout'>,
): Promise<void> {
  if (format !== 'json' && format !== 'yaml') {
    io.stdout.write(text());
    return;
  }
  const { toJson, toYaml } = await import('../report/machine.ts');
  io.stdout.write(format === 'json' ? toJson(data) : toYaml(data));
}
