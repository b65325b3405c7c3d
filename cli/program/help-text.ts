/** The examples below a command's help: what to type, and what it is for. */
export function examples(...lines: readonly (readonly [command: string, purpose: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const shown = lines.map(([command, purpose]) => `  $ ${command.padEnd(width)}  # ${purpose}`);
  return `\nExamples:\n${shown.join('\n')}`;
}
