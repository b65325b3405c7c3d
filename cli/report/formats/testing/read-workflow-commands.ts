/** A command of GitHub Actions, as its runner takes it from a line. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What a runner would do with what a step prints: commands, and lines of the log. */
export function readWorkflowCommands(output: string): {
  readonly commands: readonly WorkflowCommand[];
  readonly log: readonly string[];
} {
  const commands: WorkflowCommand[] = [];
  const log: string[] = [];
  // The runner takes output by lines, each of which may end with any of the three.
  for (const line of output.split(/\r\n|\n|\r/)) {
    const command = commandIn(line);
    if (command) commands.push(command);
    else log.push(line);
  }
  return { commands, log };
}

/** `::name key=value,key=value::data` after blanks; the older `##[name]data` anywhere in the line. */
function commandIn(line: string): WorkflowCommand | undefined {
  const [, name, list = '', data = ''] = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
  if (name !== undefined) return { name, properties: propertiesIn(list), data: unescaped(data) };
  const [, older] = /##\[([^\]]+)\]/.exec(line) ?? [];
  return older === undefined ? undefined : { name: older, properties: {}, data: line };
}

function propertiesIn(list: string): Readonly<Record<string, string>> {
  const pairs = list.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      unescaped(
        pair
          .slice(at + 1)
          .replaceAll('%3A', ':')
          .replaceAll('%2C', ','),
      ),
    ] as const;
  });
  return Object.fromEntries(pairs);
}

const unescaped = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
