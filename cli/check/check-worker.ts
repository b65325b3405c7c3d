import { parentPort, workerData } from 'node:worker_threads';
import { drain } from '../../core/model/turns.ts';
import { checkRevision } from './check-revision.ts';
import { buffersOfChecked, packChecked, unpackTask } from './revision-messages.ts';
import type { TaskMessage } from './revision-messages.ts';

/* A thread that checks one revision, tells what it found, and ends: see `cli/serve/thread-checker.ts`. */
const checked = drain(packChecked(checkRevision(drain(unpackTask(workerData as TaskMessage)))));
parentPort?.postMessage(checked, buffersOfChecked(checked));
