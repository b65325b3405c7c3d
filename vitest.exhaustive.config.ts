import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What tries every moment or every variant, and takes as long as all other files together. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  { test: { include: ['{core,csi,cli,test}/**/*.exhaustive.test.ts'] } },
);
