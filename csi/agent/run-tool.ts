import type { Command, CommandResult, System } from '../system/system.ts';
import { AgentError } from './agent-error.ts';

/** Runs a program that must succeed. @throws AgentError `tool-failed`; SystemError */
export async function runTool(system: System, command: Command): Promise<CommandResult> {
  const result = await system.run(command);
  if (result.status === 0) return result;
  throw new AgentError(
    'tool-failed',
    `${command.program} ${command.args.join(' ')} answered ${String(result.status)}: ${firstLine(result.stderr)}`,
  );
}

const MAX_LINE = 300;

/** What a program complained about, short enough for a message. */
export function firstLine(text: string): string {
  // Programs colour what they say.
  const plain = text.replaceAll(/\u001b\[[0-9;]*m/g, '').trim();
  return plain.split('\n', 1)[0]?.slice(0, MAX_LINE) ?? '';
}
