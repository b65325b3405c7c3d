import type { FindingCode } from '../../core/model/finding.ts';

/** Where the page about a finding code lies, from the root of the repository. */
export const pagePath = (code: FindingCode): string => `docs/reference/findings/${code.replace('/', '-')}.md`;
