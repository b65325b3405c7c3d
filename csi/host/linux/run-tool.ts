import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { Command, CommandResult, System } from '../../system/system.ts';

/** The statuses by which a program says that it did what it was asked, or that there was nothing to do. */
const SUCCESS = [0];

/**
 * For what writes or reads much of a device, over a network. The kernel goes on with the work of a program that is
 * killed, and nothing shows that any more.
 */
export const LONG_MILLISECONDS = 600_000;

/** Runs a program. Errors: unavailable (another status than the accepted ones), with what the program said. */
export async function runTool(
  system: System,
  command: Command,
  accepted: readonly number[] = SUCCESS,
): Promise<DriverOutcome<CommandResult>> {
  const result = await system.run(command);
  return accepted.includes(result.status) ? ok(result) : failed('unavailable', complaintOf(command.program, result));
}

const MOST_CHARACTERS = 400;

/** What a program said about its failure, for people. */
export function complaintOf(program: string, { status, stdout, stderr }: CommandResult): string {
  const words = (stderr.trim() || stdout.trim()).replace(/\s+/g, ' ');
  const text = words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words;
  return `${program} ended with status ${String(status)}: ${text || 'it said nothing'}`;
}
