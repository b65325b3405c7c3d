import type { DomainId, DriveId } from '../../../core/model/ids.ts';
import type { DriveStanding } from '../../backends/composable/enclosure-host.ts';
import { UNFINISHED_WIPE } from '../disk/drive-content.ts';
import type { DriveContent } from '../disk/drive-content.ts';
import type { OwnerLabel } from '../disk/owner-label.ts';

/** Whose a drive is, from what it holds and what the host does with it. */
export function standingOf(
  { id, usedBy }: { readonly id: DriveId; readonly usedBy: string | undefined },
  content: DriveContent,
  domain: DomainId,
): DriveStanding {
  if (usedBy !== undefined) return { kind: 'in-use', by: usedBy };
  switch (content.kind) {
    case 'unknown':
      return { kind: 'unknown-data', found: content.found };
    case 'wiping':
      return { kind: 'unknown-data', found: UNFINISHED_WIPE };
    case 'unreadable':
      return content;
    case 'blank':
      // Its label is that of a labelling that was cut short.
      return (content.label && ownershipProblem(content.label, id, domain)) ?? { kind: 'blank' };
    case 'labelled':
      return ownershipProblem(content.label, id, domain) ?? { kind: 'owned' };
    case 'altered':
      return ownershipProblem(content.label, id, domain) ?? { kind: 'unknown-data', found: content.found };
  }
}

/** A label that names another drive came here by copying: whose the data are cannot be told. */
function ownershipProblem(label: OwnerLabel, id: DriveId, domain: DomainId): DriveStanding | undefined {
  if (label.drive !== id) return { kind: 'unknown-data', found: `the owner label of another drive, ${label.drive}` };
  return label.domain === domain ? undefined : { kind: 'foreign', domain: label.domain };
}
