import type { CliIo } from '../../io.ts';
import type { Surroundings } from './report.ts';

/** What a CI system says of the repository in the environment: GitHub Actions and GitLab CI are known. */
export function surroundingsOf({ env, cwd }: Pick<CliIo, 'env' | 'cwd'>): Surroundings {
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const docsUrl = webUrl(set('STOWAGE_DOCS_URL'));
  return {
    cwd,
    top: set('GITHUB_WORKSPACE') ?? set('CI_PROJECT_DIR'),
    sourceUrl: githubUrl(set) ?? gitlabUrl(set),
    docsUrl: docsUrl === undefined ? undefined : withSlash(docsUrl),
  };
}

type Lookup = (name: string) => string | undefined;

function githubUrl(set: Lookup): string | undefined {
  const [server, repository, commit] = [webUrl(set('GITHUB_SERVER_URL')), set('GITHUB_REPOSITORY'), set('GITHUB_SHA')];
  if (server === undefined || repository === undefined || commit === undefined) return undefined;
  return `${withSlash(server)}${repository}/blob/${commit}/`;
}

function gitlabUrl(set: Lookup): string | undefined {
  const [project, commit] = [webUrl(set('CI_PROJECT_URL')), set('CI_COMMIT_SHA')];
  return project === undefined || commit === undefined ? undefined : `${withSlash(project)}-/blob/${commit}/`;
}

/** A link of another scheme could run something where it is clicked. */
const webUrl = (url: string | undefined): string | undefined =>
  url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url) ? url : undefined;

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
