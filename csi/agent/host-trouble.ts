import { SystemError } from '../system/system.ts';
import { AgentError } from './agent-error.ts';

/** Whether the host failed, rather than this code. */
export const isHostTrouble = (error: unknown): error is AgentError | SystemError =>
  error instanceof AgentError || error instanceof SystemError;
