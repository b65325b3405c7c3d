// @ts-check
/** Loaded into a measured process by --import: writes the most memory it held, in KiB, to file descriptor 3. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  writeSync(3, String(process.resourceUsage().maxRSS));
});
