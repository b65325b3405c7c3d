import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What asks a real API server: run by test/cluster, which has one. */
export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  { test: { include: ['test/cluster/*.cluster.ts'] } },
);
