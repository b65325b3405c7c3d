/** A thread that runs the text of a module, given `task` and `tell`. */
const threadOf = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(
      `import { BroadcastChannel, parentPort, receiveMessageOnPort, workerData as task } from 'node:worker_threads';
       const tell = (checked) => parentPort.postMessage(checked);
       ${body}`,
    )}`,
  );

const NOTHING_FOUND = '{ chunks: { rest: [], texts: [] }, findings: [] }';

/** Finds a note for each file that it is given, and for what ran before. */
export const countingThread = (): URL =>
  threadOf(`const found = (message) => ({ code: 'policy/denied', severity: 'note', message });
    tell({ chunks: { rest: [], texts: [] }, findings: [...task.files.rest.map(found), ...(task.before?.rest ?? []).map(found)] });`);

export const failingThread = (): URL => threadOf(`throw new Error('a mistake');`);

export const endingThread = (): URL => threadOf(`process.exit(3);`);

/** Takes more and more memory, and lets nothing go. */
export const greedyThread = (): URL =>
  threadOf(`const kept = []; for (;;) kept.push(new Array(1000).fill(kept.length));`);

/** Stands still, as a costly check does, until somebody says a word on the channel; then it has found nothing. */
export const busyThread = (channel: string): URL =>
  threadOf(`const word = new BroadcastChannel(${JSON.stringify(channel)});
    const nothing = new Int32Array(new SharedArrayBuffer(4));
    word.postMessage('started');
    while (!receiveMessageOnPort(word)) Atomics.wait(nothing, 0, 0, 1);
    tell(${NOTHING_FOUND});
    word.close();`);
