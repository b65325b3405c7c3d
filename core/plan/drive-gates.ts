import type { Finding } from '../model/finding.ts';
import type { PlannedVolume } from '../model/plan.ts';
import type { InTurns } from '../model/turns.ts';
import type { DeclaredDrive, DeclaredGround } from './declared-ground.ts';
import { count, shortList, volumesText } from './volumes-text.ts';

/** Drives under legs that go, become another kind, or end before a leg does. One finding per enclosure and reason. */
export function* driveGates(
  before: DeclaredGround,
  after: DeclaredGround,
  volumes: readonly PlannedVolume[],
): InTurns<readonly Finding[]> {
  const missing: HeldLeg[] = [];
  const ofAnotherKind: HeldLeg[] = [];
  const short: HeldLeg[] = [];
  for (const volume of volumes) {
    for (const leg of volume.legs) {
      const held = { volume, leg };
      const drive = declaredUnder(held, after);
      if (!drive) missing.push(held);
      if (drive && changesKind(held, drive, declaredUnder(held, before))) ofAnotherKind.push(held);
      if (drive && drive.end < leg.extent.start + leg.extent.length) short.push(held);
    }
    yield;
  }
  return [
    ...perEnclosure(missing).map(missingDrives),
    ...perEnclosure(ofAnotherKind).map(drivesOfAnotherKind),
    ...perEnclosure(short).map(shortDrives),
  ];
}

interface HeldLeg {
  readonly volume: PlannedVolume;
  readonly leg: PlannedVolume['legs'][number];
}

function declaredUnder({ leg }: HeldLeg, { drives }: DeclaredGround): DeclaredDrive | undefined {
  const drive = drives.get(leg.drive);
  return drive?.enclosure === leg.enclosure ? drive : undefined;
}

/** A slice is judged by what is declared alone: an HDD is never sliced, whatever ran before. */
function changesKind({ volume }: HeldLeg, drive: DeclaredDrive, was: DeclaredDrive | undefined): boolean {
  if (volume.layout === 'slice' || volume.layout === 'mirrored-slice') return drive.mediaType === 'HDD';
  return was !== undefined && was.mediaType !== drive.mediaType;
}

/** What one enclosure holds on the drives in question. */
interface Held {
  readonly enclosure: string;
  readonly drives: Set<string>;
  readonly volumes: Set<PlannedVolume>;
}

/** A whole box taken away is one mistake, not sixty. */
function perEnclosure(legs: readonly HeldLeg[]): readonly Held[] {
  const found = new Map<string, Held>();
  for (const { leg, volume } of legs) {
    const held = found.get(leg.enclosure) ?? { enclosure: leg.enclosure, drives: new Set(), volumes: new Set() };
    held.drives.add(leg.drive);
    held.volumes.add(volume);
    found.set(leg.enclosure, held);
  }
  return [...found.values()];
}

const missingDrives = (held: Held): Finding =>
  finding(
    held,
    `${count(held.drives.size, 'drive')} of enclosure ${held.enclosure} ${isOrAre(held)} no longer declared there, but ${holdLegs(held)}`,
    'delete or move these volumes first, or declare the drives again; `state: draining` keeps new volumes off them',
  );

const drivesOfAnotherKind = (held: Held): Finding =>
  finding(
    held,
    `${drivesText(held)} ${isOrAre(held)} declared with another mediaType, but ${holdLegs(held)}`,
    'declare the mediaType that the drive was taken into use with, or delete or move these volumes first; an HDD is never sliced',
  );

const shortDrives = (held: Held): Finding =>
  finding(
    held,
    `${drivesText(held)} ${isOrAre(held)} declared with a capacity that ends before the data, but ${holdLegs(held)}`,
    'declare the capacity that the drive has, or delete or move these volumes first',
  );

const finding = ({ enclosure }: Held, message: string, help: string): Finding => ({
  code: 'plan/holds-data',
  severity: 'error',
  object: { kind: 'Enclosure', name: enclosure },
  message,
  help,
});

const drivesText = ({ drives, enclosure }: Held): string =>
  `${count(drives.size, 'drive')} of enclosure ${enclosure} (${shortList(drives)})`;

const isOrAre = ({ drives }: Held): string => (drives.size === 1 ? 'is' : 'are');

const holdLegs = ({ drives, volumes }: Held): string =>
  `${drives.size === 1 ? 'holds' : 'hold'} legs of ${volumesText(volumes)}`;
