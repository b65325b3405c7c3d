import { AsyncLocalStorage } from 'node:async_hooks';

/** The call of CSI on whose behalf something is done. */
export interface CallScope {
  /** Names the call in logs. */
  readonly operation: string;
  /** What its request holds of secrets: no text that leaves the process may hold one of them. */
  readonly secrets: readonly string[];
}

const scopes = new AsyncLocalStorage<CallScope>();

/** Does the work on behalf of a call. */
export const inScope = <Value>(scope: CallScope, work: () => Value): Value => scopes.run(scope, work);

/** The call that is being answered; `undefined` where nobody called. */
export const currentCall = (): CallScope | undefined => scopes.getStore();

const CONCEALED = '***';

/** The text without the secrets, of which one may hold another. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  const found = [...secrets].filter((secret) => text.includes(secret));
  return found
    .sort((one, other) => other.length - one.length)
    .reduce((concealed, secret) => concealed.replaceAll(secret, CONCEALED), text);
}
