import type {
  DeclaredMetadata,
  EnclosureObject,
  EnclosurePortal,
  EnclosureSpec,
} from '../../schemas/generated/types.ts';
import type { FoundDriveView, FoundEnclosureView } from '../api/views/found-view.ts';
import { hardwareText } from './hardware-text.ts';
import { asDeclared, foundAlone, foundAndDeclared, objectionTo } from './exported-drive.ts';
import type { ExportedDrive } from './exported-drive.ts';

/** An Enclosure to declare: what was found, with what only a person knows kept from what is declared already. */
export interface ExportedEnclosure {
  readonly metadata: DeclaredMetadata;
  readonly position: Omit<EnclosureSpec, 'portals' | 'drives'>;
  readonly portals: readonly EnclosurePortal[];
  /** Whether storage group and portals are guesses, because nobody has declared them. */
  readonly isGuess: boolean;
  /** What a person should know of it. */
  readonly remark: string | undefined;
  /** By id. */
  readonly drives: readonly ExportedDrive[];
}

/** One for each enclosure that was found or is declared, by name. */
export function exportEnclosures(
  found: readonly FoundEnclosureView[],
  declared: readonly EnclosureObject[],
): readonly ExportedEnclosure[] {
  const foundByName = new Map(found.map((enclosure) => [enclosure.name, enclosure]));
  const declaredByName = new Map(declared.map((enclosure) => [enclosure.metadata.name, enclosure]));
  const homes = homesOf(found, declared);
  return [...new Set([...foundByName.keys(), ...declaredByName.keys()])].sort().map((name) => {
    const own = declaredByName.get(name);
    const seen = foundByName.get(name);
    const isAttached = seen?.state === 'attached';
    const drives = isAttached
      ? attachedDrives(seen, own, homes)
      : (own?.spec.drives ?? []).map((drive) => asDeclared(drive));
    return {
      ...(own ? declaredHead(own) : guessedHead(name)),
      remark: isAttached ? undefined : `its agent does not answer: ${hardwareText(seen?.reason ?? 'none is attached')}`,
      drives: [...drives].sort((a, b) => (a.drive.id < b.drive.id ? -1 : 1)),
    };
  });
}

/** Drive ▶ the enclosure that declares it, or should: a drive has one place, although two hosts may see it. */
function homesOf(
  found: readonly FoundEnclosureView[],
  declared: readonly EnclosureObject[],
): ReadonlyMap<string, string> {
  const homes = new Map<string, string>();
  for (const { metadata, spec } of declared) for (const { id } of spec.drives) homes.set(id, metadata.name);
  for (const { name, drives } of [...found].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const drive of drives) {
      if (!homes.has(drive.id) && objectionTo(drive) === undefined) homes.set(drive.id, name);
    }
  }
  return homes;
}

type Head = Pick<ExportedEnclosure, 'metadata' | 'position' | 'portals' | 'isGuess'>;

function declaredHead({ metadata, spec }: EnclosureObject): Head {
  const { storageGroup, domain, bandwidthDomain, portals } = spec;
  const position = {
    storageGroup,
    ...(domain === undefined ? {} : { domain }),
    ...(bandwidthDomain === undefined ? {} : { bandwidthDomain }),
  };
  return { metadata, position, portals, isGuess: false };
}

/** Names of storage groups are shorter than those of objects. */
const guessedHead = (name: string): Head => ({
  metadata: { name },
  position: { storageGroup: name.slice(0, 63).replace(/[^a-z0-9]+$/, '') },
  portals: [{ transport: 'nvmetcp', address: name }],
  isGuess: true,
});

function attachedDrives(
  { name, drives }: FoundEnclosureView,
  own: EnclosureObject | undefined,
  homes: ReadonlyMap<string, string>,
): readonly ExportedDrive[] {
  const declared = new Map((own?.spec.drives ?? []).map((drive) => [drive.id, drive]));
  const found = new Map(drives.map((drive) => [drive.id, drive]));
  const exported = [...found.values()].map((drive) => {
    const known = declared.get(drive.id);
    return known ? foundAndDeclared(drive, known) : foundAlone(drive, objectionAt(name, drive, homes));
  });
  const lost = [...declared.values()].filter(({ id }) => !found.has(id)).map((drive) => asDeclared(drive, NOT_FOUND));
  return [...exported, ...lost];
}

const NOT_FOUND = 'not found: look at the drive, or declare its state';

function objectionAt(enclosure: string, drive: FoundDriveView, homes: ReadonlyMap<string, string>): string | undefined {
  const home = homes.get(drive.id);
  if (home === undefined || home === enclosure) return objectionTo(drive);
  return `it has its place in ${home}, and a drive is declared once`;
}
