import type { TestRenderer } from './report.ts';

/** How each format is made. A format is loaded when it is asked for. */
const RENDERERS = {
  text: async () => (await import('./text.ts')).renderText,
  json: async () => (await import('./json.ts')).renderJson,
  junit: async () => (await import('./junit.ts')).renderJunit,
  tap: async () => (await import('./tap.ts')).renderTap,
} satisfies Readonly<Record<string, () => Promise<TestRenderer>>>;

export type TestFormat = keyof typeof RENDERERS;

export const TEST_FORMATS = Object.keys(RENDERERS) as readonly TestFormat[];

export const loadTestRenderer = (format: TestFormat): Promise<TestRenderer> => RENDERERS[format]();
