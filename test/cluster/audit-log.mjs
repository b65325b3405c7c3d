// @ts-check
import { readFile } from 'node:fs/promises';

/**
 * One request as the API server tells of it.
 * @typedef {{ readonly user: string, readonly verb: string, readonly resource: string, readonly status: number, readonly agent: string }} Request
 */

/**
 * Every request that was made of the API server.
 * @param {string} file
 * @returns {Promise<Request[]>}
 */
export async function readRequests(file) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.endsWith('}'));
  return lines.map((line) => {
    const { user, verb, objectRef = {}, responseStatus = {}, userAgent = '' } = JSON.parse(line);
    const resource = [objectRef.apiGroup ?? '', objectRef.resource ?? '', objectRef.subresource ?? ''].join('/');
    return { user: user.username, verb, resource, status: responseStatus.code ?? 0, agent: userAgent.split('/')[0] };
  });
}

/**
 * What accounts of ours asked for and RBAC did not allow, each once.
 * @param {string} file
 * @returns {Promise<string[]>}
 */
export async function deniedRequests(file) {
  const denied = (await readRequests(file)).filter(
    ({ user, status }) => status === 403 && user.startsWith('system:serviceaccount:stowage-system:'),
  );
  return [...new Set(denied.map(({ user, verb, resource, agent }) => `${user} (${agent}): ${verb} ${resource}`))];
}
