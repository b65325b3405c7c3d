import type { Renderer } from './report.ts';

/** How each format is made. A format is loaded when it is asked for: none costs the start of a command anything. */
const RENDERERS = {
  text: async () => (await import('./text.ts')).renderText,
  json: async () => (await import('./json.ts')).renderJson,
  yaml: async () => (await import('./yaml.ts')).renderYaml,
  sarif: async () => (await import('./sarif.ts')).renderSarif,
  junit: async () => (await import('./junit.ts')).renderJunit,
  github: async () => (await import('./github.ts')).renderGithub,
  gitlab: async () => (await import('./gitlab.ts')).renderGitlab,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
} satisfies Readonly<Record<string, () => Promise<Renderer>>>;

export type ReportFormat = keyof typeof RENDERERS;

export const REPORT_FORMATS = Object.keys(RENDERERS) as readonly ReportFormat[];

export const loadRenderer = (format: ReportFormat): Promise<Renderer> => RENDERERS[format]();
