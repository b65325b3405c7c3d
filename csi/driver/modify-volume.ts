import { bookVolume } from '../../core/accounts/accounts.ts';
import { overUplinks } from '../../core/accounts/over-uplinks.ts';
import type { AttributeStrings } from '../../core/model/attributes.ts';
import type { Volume } from '../../core/model/volume.ts';
import { changedAttributes, hasAttributes } from '../../core/parse/attribute-parameters.ts';
import type { ModifyVolume } from '../services/driver-port.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';
import { notReady, runningConfiguration } from './context.ts';
import type { DriverContext } from './context.ts';
import { rememberVolume } from './driver-state.ts';
import { putVolume } from './journal.ts';
import { attributesOf, modifying, perLegBy } from './modified-volume.ts';
import { finishModify } from './operations/go-on.ts';
import { readAttributes } from './volume-request.ts';

/**
 * Changes what is named of a volume, all of it or nothing: journaled with what its uplinks are to carry, then made by
 * the node that has the volume. A change that is under way goes on with what this one names.
 * Source: CSI spec, ControllerModifyVolume: absence of a key changes nothing.
 */
export async function modifyVolume(
  context: DriverContext,
  { volume: id, attributes: named }: ModifyVolume,
): Promise<DriverOutcome<undefined>> {
  const volume = context.state.volumes.get(id);
  if (!volume || volume.phase.kind === 'releasing') return failed('not-found', `there is no volume ${id}`);
  if (volume.phase.kind === 'creating') return failed('busy', `volume ${volume.name} is still being made`);
  const had = attributesOf(volume);
  const journaled = hasAttributes(had, named)
    ? ok(volume)
    : await journalChange(context, volume, changedAttributes(had, named));
  if (journaled.kind === 'error') return journaled;
  const done = await finishModify(context, journaled.value);
  return done.kind === 'error' ? done : ok(undefined);
}

async function journalChange(
  context: DriverContext,
  volume: Volume,
  attributes: AttributeStrings,
): Promise<DriverOutcome<Volume>> {
  const read = readAttributes(attributes);
  if (read.kind === 'error') return read;
  const perLeg = perLegBy(volume, read.value);
  return context.gate.shared(async () => {
    const running = runningConfiguration(context);
    if (!running) return notReady();
    const short = overUplinks(running.accounts, volume, perLeg);
    if (short !== undefined)
      return failed('no-capacity', `volume ${volume.name} cannot have its minBandwidth: ${short}`);
    const changing = modifying(volume, { attributes, perLeg, since: context.outside.now().toISOString() });
    // From here on others see what it reserves, while the record is written.
    bookVolume(running.accounts, changing);
    await context.journal.commit(putVolume(changing));
    rememberVolume(context.state, changing);
    return ok(changing);
  });
}
