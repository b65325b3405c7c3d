// @ts-check
/**
 * Kills processes at every call of the life of every kind of volume, and draws histories of clients, faults and restarts
 * by seeds; a seed replays exactly.
 *
 *     npm run test:simulation [-- --seeds 2000 --seed 1 --steps 600 --every 1 --coverage]
 *
 * `--every N` tries one crash point in N, and 0 none. What runs are the sources, not dist/. Ends with `N passed, N failed`; exit status 0, 1 something was found, 2 usage.
 */
import { importSources } from '../../tools/import-sources.mjs';

const { main } = await importSources('test-simulation', new URL('main.ts', import.meta.url));
process.exitCode = await main(process.argv.slice(2));
