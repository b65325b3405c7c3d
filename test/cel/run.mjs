// @ts-check
/**
 * Holds the CEL of rules against what others wrote of CEL:
 *
 *     npm run test:cel [-- conformance kubernetes differential]
 *
 * `conformance` is the official suite of cel-spec, `kubernetes` what the documentation of Kubernetes shows, `differential`
 * random rules that @bufbuild/cel evaluates too; without names all three. `FAST_CHECK_SEED` gives the random rules another
 * seed. What runs are the sources, not dist/. Ends with `N passed, N failed`; exit status 0 all went as it should, 1 something did not, 2 there is no such part.
 */
import { importSources } from '../../tools/import-sources.mjs';

const { main } = await importSources('test-cel', new URL('main.ts', import.meta.url));
process.exitCode = main(process.argv.slice(2));
