import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages, ROOT } from './pages.ts';

/** Where links of a page lead, without those to other sites. Code is no link. */
const linksIn = (text: string): string[] =>
  [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));

/** Headings as GitHub makes anchors of them. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe.each([...pages])('%s', (page, text) => {
  it('leads nowhere but to what is there', () => {
    const broken = linksIn(text).filter((link) => {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsIn(pages.get(target) ?? '').includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

describe('docs/decisions/README.md', () => {
  it('lists every decision', () => {
    const decisions = [...pages.keys()].filter((page) => /^docs\/decisions\/\d/.test(page));
    const listed = linksIn(pages.get('docs/decisions/README.md') ?? '').map((link) => `docs/decisions/${link}`);
    expect(listed).toEqual(decisions);
  });
});
