import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,store,controller,csi,cli,schemas,tools,test}/**/*.test.ts'],
    exclude: ['test/{sanity,lab}/**'],
    restoreMocks: true,
  },
});
