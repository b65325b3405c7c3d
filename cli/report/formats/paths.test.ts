import { describe, expect, it } from 'vitest';
import { codePage, linePage, repositoryPath, repositoryUri } from './paths.ts';
import { surroundingsOf } from './surroundings.ts';

const AT = { cwd: '/home/me/storage/config' };
const CI = { ...AT, top: '/home/me/storage', sourceUrl: 'https://git.example/storage/blob/0123/' };

describe('a file of the repository', () => {
  it.each([
    ['a.yaml', AT, 'a.yaml', 'a.yaml'],
    ['./b/../a.yaml', AT, 'a.yaml', 'a.yaml'],
    ['/home/me/storage/config/a.yaml', AT, 'a.yaml', 'a.yaml'],
    ['..a/b.yaml', AT, '..a/b.yaml', '..a/b.yaml'],
    ['a b/ä#?.yaml', AT, 'a b/ä#?.yaml', 'a%20b/%C3%A4%23%3F.yaml'],
    ['c:d.yaml', AT, 'c:d.yaml', 'c%3Ad.yaml'],
    ['../a.yaml', AT, '../a.yaml', 'file:///home/me/storage/a.yaml'],
    ['a.yaml', CI, 'config/a.yaml', 'config/a.yaml'],
    ['../a.yaml', CI, 'a.yaml', 'a.yaml'],
    ['/etc/a.yaml', CI, '../../../../etc/a.yaml', 'file:///etc/a.yaml'],
    ['a.yaml', { ...CI, top: '/somewhere/else' }, 'a.yaml', 'a.yaml'],
  ])('%s in %j', (file, surroundings, path, uri) => {
    expect(repositoryPath(file, surroundings)).toBe(path);
    expect(repositoryUri(file, surroundings)).toBe(uri);
  });
});

describe('pages', () => {
  it('of a line', () => {
    expect(linePage('a b.yaml', 7, CI)).toBe('https://git.example/storage/blob/0123/config/a%20b.yaml#L7');
    expect(linePage('/etc/a.yaml', 7, CI)).toBeUndefined();
    expect(linePage('a.yaml', 7, AT)).toBeUndefined();
  });

  it('of a code', () => {
    expect(codePage('yaml/syntax', { ...AT, docsUrl: 'https://docs.example/' })).toBe(
      'https://docs.example/yaml-syntax.md',
    );
    expect(codePage('yaml/syntax', AT)).toBeUndefined();
  });
});

describe('what a CI system says', () => {
  const GITHUB = { GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'team/storage', GITHUB_SHA: '0123' };
  const GITLAB = { CI_PROJECT_URL: 'https://gitlab.example/team/storage', CI_COMMIT_SHA: '0123' };

  it.each([
    ['nothing', {}, {}],
    [
      'GitHub',
      { ...GITHUB, GITHUB_WORKSPACE: '/home/runner/storage' },
      { top: '/home/runner/storage', sourceUrl: 'https://github.example/team/storage/blob/0123/' },
    ],
    [
      'GitLab',
      { ...GITLAB, CI_PROJECT_DIR: '/builds/storage' },
      { top: '/builds/storage', sourceUrl: 'https://gitlab.example/team/storage/-/blob/0123/' },
    ],
    ['a part only', { ...GITHUB, GITHUB_SHA: '' }, {}],
    ['a URL that would run something', { ...GITHUB, GITHUB_SERVER_URL: 'javascript:alert(1)//' }, {}],
    [
      'where findings are explained',
      { STOWAGE_DOCS_URL: 'https://docs.example/x' },
      { docsUrl: 'https://docs.example/x/' },
    ],
  ])('%s', (_, env, expected) => {
    expect(surroundingsOf({ env, cwd: '/here' })).toEqual({
      cwd: '/here',
      top: undefined,
      sourceUrl: undefined,
      docsUrl: undefined,
      ...expected,
    });
  });
});
