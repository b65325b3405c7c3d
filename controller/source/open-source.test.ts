import { describe, expect, test } from 'vitest';
import { openSource } from './open-source.ts';
import { SourceError } from './source.ts';

const open = (location: string): string => {
  try {
    return openSource({ location, ref: 'main', path: 'config/', cacheFolder: '/cache' }).describe();
  } catch (error) {
    return error instanceof SourceError ? `${error.code}: ${error.message}` : String(error);
  }
};

describe('what is opened', () => {
  const cases: readonly { location: string; as: string }[] = [
    { location: '/srv/config', as: '/srv/config at main, config' },
    { location: '/srv/with:colon/x@y', as: '/srv/with:colon/x@y at main, config' },
    { location: './config', as: `${process.cwd()}/config at main, config` },
    { location: 'config', as: `${process.cwd()}/config at main, config` },
    { location: 'file:///srv/config', as: '/srv/config at main, config' },
    {
      location: 'https://git.example.org/team/config.git',
      as: 'https://git.example.org/team/config.git at main, config',
    },
    { location: 'HTTP://me:secret@git.example.org/config', as: 'http://git.example.org/config at main, config' },
  ];
  test.each(cases)('$location', ({ location, as }) => {
    expect(open(location)).toBe(as);
  });
});

describe('what is refused, and what to use instead', () => {
  const cases: readonly { location: string; says: string }[] = [
    { location: 'ssh://git@git.example.org/config.git', says: "use the repository's https:// URL" },
    { location: 'git@git.example.org:team/config.git', says: "use the repository's https:// URL" },
    { location: 'git.example.org:team/config.git', says: "use the repository's https:// URL" },
    { location: 'git+ssh://git.example.org/config.git', says: "use the repository's https:// URL" },
    { location: 'git://git.example.org/config.git', says: 'git:// is not read: use an https:// URL' },
    { location: 'ftp://git.example.org/config.git', says: 'ftp:// is not read: use an https:// URL' },
    { location: 'https://', says: 'is not a URL' },
  ];
  test.each(cases)('$location', ({ location, says }) => {
    expect(open(location)).toContain(says);
    expect(open(location)).toMatch(/^unsupported: /);
  });
});
