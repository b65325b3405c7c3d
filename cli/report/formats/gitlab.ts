import type { Severity } from '../../../core/model/finding.ts';
import { toJson } from '../machine.ts';
import { messageText } from './finding-text.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { repositoryPath } from './paths.ts';
import type { Report } from './report.ts';

/** GitLab's Code Quality report, a part of Code Climate's. */
export function renderGitlab({ findings, surroundings }: Report): string {
  const fingerprints = fingerprintsOf(findings);
  return toJson(
    findings.map((finding, index) => ({
      description: messageText(finding),
      check_name: finding.code,
      fingerprint: fingerprints[index],
      severity: gitlabSeverity(finding.severity),
      // GitLab takes none without a place: what lies in no file is shown at the top.
      location: {
        path: finding.place ? repositoryPath(finding.place.file, surroundings) : '.',
        lines: { begin: finding.place?.line ?? 1 },
      },
    })),
  );
}

function gitlabSeverity(severity: Severity): 'info' | 'minor' | 'critical' {
  switch (severity) {
    case 'error':
      return 'critical';
    case 'warning':
      return 'minor';
    case 'note':
      return 'info';
  }
}
