import { expect, it } from 'vitest';
import { markdownOfPage } from './page.ts';

const EVIL = '`x` **b** <i> a|b [l](http://h) www.h &lt; @me #1 !2 $x$ ~s~ a_b_c';
const ESCAPED =
  '\\`x\\` \\*\\*b\\*\\* \\<i\\> a\\|b \\[l\\](http\\://h) www\\.h \\&&#8203;lt; @&#8203;me #&#8203;1 !&#8203;2 \\$&#8203;x\\$ \\~&#8203;s\\~ a\\_b\\_c';

it('escapes what it shows in Markdown wherever it stands, and leaves sentences as they are', () => {
  const page = markdownOfPage({
    title: EVIL,
    facts: [['Fact', EVIL]],
    sections: [
      { kind: 'lines', title: 'Why not volume 21', lines: [EVIL, '- 24 not an HDD (parameter type), 40 left', '1. x'] },
      { kind: 'table', title: EVIL, heads: ['A', 'B'], rows: [[EVIL, '']], more: 2 },
    ],
  });
  expect(page.split('\n')).toEqual([
    `## ${ESCAPED}`,
    '',
    `- Fact: ${ESCAPED}`,
    '',
    '### Why not volume 21',
    '',
    `- ${ESCAPED}`,
    '- \\- 24 not an HDD (parameter type), 40 left',
    '- 1\\. x',
    '',
    `### ${ESCAPED}`,
    '',
    '| A | B |',
    '| --- | --- |',
    `| ${ESCAPED} |  |`,
    '',
    'and 2 more',
    '',
  ]);
});
