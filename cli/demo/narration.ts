import { readFileSync } from 'node:fs';
import path from 'node:path';
import { formatGiB } from '../../core/model/capacity.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { Volume } from '../../core/model/volume.ts';
import type { CliIo } from '../io.ts';
import { renderFindings } from '../report/findings.ts';
import { styleFor } from '../report/style.ts';

/** Tells the demonstration, step by step, and counts what went wrong. */
export interface Narration {
  step(title: string): void;
  line(text: string): void;
  volume(what: string, volume: Volume): void;
  /** Findings with their places in the files below `folder`. */
  findings(findings: readonly Finding[], folder: string): void;
  /** A thing that should have happened and did not. */
  failure(text: string): void;
  failures(): number;
}

export function createNarration({ stdout, env }: CliIo): Narration {
  const style = styleFor(stdout, env);
  let steps = 0;
  let failures = 0;
  const line = (text: string): void => {
    stdout.write(text === '' ? '\n' : `   ${text}\n`);
  };
  return {
    step: (title) => {
      steps += 1;
      stdout.write(`\n${style.bold(`${String(steps)}. ${title}`)}\n`);
    },
    line,
    volume: (what, volume) => {
      line('');
      line(`${style.bold(volume.name)}  ${formatGiB(volume.size)}  ${volume.layout}: ${what}`);
      for (const text of volumeLines(volume)) line(`  ${text}`);
    },
    findings: (findings, folder) => {
      const sourceText = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
      const report = renderFindings(findings, { layout: 'pretty', style, sourceText });
      for (const text of report.trimEnd().split('\n')) line(text);
    },
    failure: (text) => {
      failures += 1;
      line(`${style.red('FAILED:')} ${text}`);
    },
    failures: () => failures,
  };
}

function volumeLines(volume: Volume): readonly string[] {
  const legs = volume.legs.map(({ enclosure, drive, extent }) => {
    return `${enclosure}  ${drive}  ${String(extent.length)} GiB from GiB ${String(extent.start)} on`;
  });
  return [...legs, ...volume.reasons.map((reason) => `- ${reason}`)];
}
