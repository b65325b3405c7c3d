import { parentPort, workerData } from 'node:worker_threads';
import { checkRevision } from './check-revision.ts';
import type { RevisionTask } from './check-revision.ts';

/* A thread that checks one revision, tells what it found, and ends: see `cli/serve/thread-checker.ts`. */
parentPort?.postMessage(checkRevision(workerData as RevisionTask));
