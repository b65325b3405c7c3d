import { CliError } from '../cli-error.ts';

/** Refuses before anything is made, rather than at the first drive or mount. @throws CliError `usage` */
export function requireRoot(command: string, user: number | undefined = process.geteuid?.()): void {
  if (user === 0) return;
  throw new CliError(
    'usage',
    `"stowage ${command}" works on drives, modules and mounts, and needs root: run it with sudo`,
  );
}
