import { connectLeg, disconnectLeg } from '../../host/linux/legs.ts';
import type { LinuxParts } from '../../host/linux/linux-parts.ts';
import type { LegId } from '../../../core/model/ids.ts';
import type { CopySource, EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { failed, ok } from '../../outcome.ts';
import { AgentError } from '../agent-error.ts';
import type { AgentParts } from '../agent-parts.ts';
import { confirmIdentity } from '../discovery/drive-identity.ts';
import { ensureKernelPartition } from '../disk/kernel-partitions.ts';
import type { BegunCopy } from '../state/begun-copies.ts';
import { exportsOfLeg } from './exports-of-leg.ts';
import { driveOf } from './look-at-drive.ts';
import { done, unknownLeg } from './refusals.ts';

/** Answers the device that is read, each time it is asked. @throws AgentError, SystemError */
export type OpenSource = () => Promise<string>;

/** Errors: unknown-drive, unknown-leg, exported, unavailable. @throws AgentError, SystemError */
export async function openSource(parts: AgentParts, source: CopySource): Promise<EnclosureOutcome<OpenSource>> {
  switch (source.kind) {
    case 'own-drive':
      return openOwn(parts, source);
    case 'export': {
      const connected = await connectLeg(linuxParts(parts), source);
      if (connected.kind === 'error') return failed('unavailable', connected.message);
      return ok(async () => {
        const again = await connectLeg(linuxParts(parts), source);
        if (again.kind === 'error') throw new AgentError('tool-failed', again.message);
        return again.value;
      });
    }
  }
}

/** Nobody else may have it: whoever has writes to it. */
async function openOwn(
  parts: AgentParts,
  { leg, drive: id }: Extract<CopySource, { kind: 'own-drive' }>,
): Promise<EnclosureOutcome<OpenSource>> {
  const drive = await driveOf(parts, id);
  if (drive.kind === 'error') return drive;
  const { found, legs } = drive.value;
  const existing = legs.find((other) => other.leg === leg && !other.wiping && !other.toFill);
  if (!existing) return unknownLeg(leg, parts);
  if ((await exportsOfLeg(parts, leg)).length > 0) {
    return failed('exported', `leg ${leg} is exported, and may be written to; withdraw that before it is copied`);
  }
  const device = await ensureKernelPartition(parts.system, found.kernelName, existing);
  return ok(async () => {
    await confirmIdentity(parts.system, found);
    return device;
  });
}

/** Ends what a copy into a leg needed, whether it came to its end or not. @throws AgentError, SystemError */
export async function leaveSource(parts: AgentParts, leg: LegId): Promise<EnclosureOutcome<undefined>> {
  const begun = await parts.begun.of(leg);
  if (!begun) return done;
  const left = await disconnect(parts, begun);
  if (left.kind === 'error') return left;
  await parts.begun.forget(leg);
  return done;
}

async function disconnect(parts: AgentParts, { source }: BegunCopy): Promise<EnclosureOutcome<undefined>> {
  if (source.kind === 'own-drive') return done;
  const left = await disconnectLeg(linuxParts(parts), source.leg);
  return left.kind === 'ok' ? done : failed('unavailable', left.message);
}

const linuxParts = ({ system, clock }: AgentParts): LinuxParts => ({
  system,
  ioCgroup: undefined,
  pause: (milliseconds) => clock.alarm(milliseconds).rung,
});
