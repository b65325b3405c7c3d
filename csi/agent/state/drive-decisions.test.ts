import { expect, it } from 'vitest';
import type { DriveId } from '../../../core/model/ids.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { driveDecisionsIn } from './drive-decisions.ts';

it('keeps decisions about different drives that come side by side', async () => {
  const decisions = driveDecisionsIn(openMemoryStore());
  const drives = ['wwn-0x01', 'wwn-0x02', 'wwn-0x03'] as DriveId[];
  const at = '2026-11-21T12:00:00Z';
  await Promise.all(
    drives.map((drive) => decisions.record({ drive, kind: 'wipe', by: 'ada', at, before: { kind: 'blank' } })),
  );
  await Promise.all(drives.map((drive) => decisions.markDone(drive, at)));
  const kept = (await decisions.all()).map(({ drive, done }) => ({ drive, done }));
  expect(kept).toEqual(drives.map((drive) => ({ drive, done: at })));
});
