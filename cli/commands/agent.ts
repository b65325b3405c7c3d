import type { DomainId, EnclosureName } from '../../core/model/ids.ts';
import { linuxSystem } from '../../csi/system/linux-system.ts';
import { runAgent } from '../agent/run-agent.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { openHostProcess } from '../serve/host-process.ts';
import { withMetrics } from '../serve/with-metrics.ts';
import type { AgentOptions } from './options.ts';

/**
 * Serves the drives of this host until it is told to stop.
 * @throws StoreError, AgentError, SystemError, CliError `file`, `bad-certificate`, `usage`
 */
export async function agent(options: AgentOptions, io: CliIo): Promise<ExitStatus> {
  const enclosure = options.enclosure as EnclosureName;
  const stop = io.stopSignal();
  const opened = await openHostProcess({ kind: 'agent', enclosure }, options, io);
  try {
    const { driver } = options;
    const own = { enclosure, ...(options.domain !== undefined && { domain: options.domain as DomainId }) };
    await withMetrics(options, opened, stop, () =>
      runAgent({ ...opened, ...own, driver, system: linuxSystem() }, stop),
    );
    return EXIT.ok;
  } finally {
    await opened.store.close();
  }
}
