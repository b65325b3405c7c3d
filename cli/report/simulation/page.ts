import { printable } from '../printable.ts';
import type { Column } from '../table.ts';
import { renderTable } from '../table.ts';

/** What people are told of a simulation, whatever it is printed as. */
export interface Page {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly Section[];
}

export type Section =
  | { readonly kind: 'lines'; readonly title: string; readonly lines: readonly string[] }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly heads: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Rows that are left out. */
      readonly more: number;
    };

export function textOfPage({ title, facts, sections }: Page): string {
  const width = Math.max(0, ...facts.map(([label]) => label.length)) + 3;
  return [
    `${printable(title)}\n`,
    ...facts.map(([label, value]) => `${`${label}:`.padEnd(width)}${printable(value)}\n`),
    ...sections.map((section) => `\n${printable(section.title)}:\n${sectionText(section)}`),
  ].join('');
}

function sectionText(section: Section): string {
  switch (section.kind) {
    case 'lines':
      return section.lines.map((line) => `  ${printable(line)}\n`).join('');
    case 'table': {
      const columns = section.heads.map((head, at): Column<readonly string[]> => ({ head, cell: (row) => row[at] }));
      const table = renderTable(columns, section.rows).replace(/^(?=.)/gm, '  ');
      return section.more === 0 ? table : `${table}  … and ${String(section.more)} more\n`;
    }
  }
}

export function markdownOfPage({ title, facts, sections }: Page): string {
  return [
    `## ${escaped(title)}\n`,
    ...(facts.length === 0 ? [] : ['\n']),
    ...facts.map(([label, value]) => `- ${label}: ${escaped(value)}\n`),
    ...sections.map((section) => `\n### ${escaped(section.title)}\n\n${sectionMarkdown(section)}`),
  ].join('');
}

function sectionMarkdown(section: Section): string {
  switch (section.kind) {
    case 'lines':
      return section.lines.map((line) => `- ${escaped(line)}\n`).join('');
    case 'table': {
      const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
      const table = [
        row(section.heads),
        row(section.heads.map(() => '---')),
        ...section.rows.map((cells) => row(cells.map(escaped))),
      ].join('');
      return section.more === 0 ? table : `${table}\nand ${String(section.more)} more\n`;
    }
  }
}

/**
 * Text from files as text: no character of it is markup. GitHub and GitLab look for mentions and references in what
 * Markdown has become, so what begins one is kept apart from its name by a space that nobody sees.
 */
const escaped = (text: string): string =>
  printable(text.trim())
    .replaceAll(/[\\`*_[\]<>&|~$]|:(?=\/\/)|(?<=\bwww)\.|^[-+#](?= )|(?<=^\d+)[.)](?= )/gi, String.raw`\$&`)
    .replaceAll(/[@#!%~&$](?=\w)/g, '$&&#8203;');
