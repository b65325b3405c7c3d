import { afterEach } from 'vitest';

/** After each test that failed, prints what its hosts said. Call it once, at the top of a suite. */
export function showLogsOfFailures(lab: () => { logs(): Promise<string> } | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error((await lab()?.logs()) ?? 'no host has started');
  });
}
