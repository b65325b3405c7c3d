// @ts-check
import { Agent, request as send } from 'node:https';
import { pathOf } from './resource-path.mjs';

const TIMEOUT_MILLISECONDS = 60_000;

/**
 * @typedef {Record<string, any>} KubernetesObject what Kubernetes answers is read field by field by whoever asks
 * @typedef {{ readonly server: string, readonly ca: string, readonly token: string }} Access
 * @typedef {{ readonly method: string, readonly path: string, readonly body?: object, readonly type?: string }} Call
 * @typedef {{ readonly status: number, readonly text: string }} Answer
 */

/** An answer that is no success. */
export class ApiError extends Error {
  /**
   * @param {Call} call
   * @param {Answer} answer
   */
  constructor({ method, path }, { status, text }) {
    super(`${method} ${path}: ${String(status)}: ${messageIn(text)}`);
    this.status = status;
  }
}

/**
 * A client of the API server that speaks as whoever the token stands for.
 * @param {Access} access
 */
export function createApi({ server, ca, token }) {
  const agent = new Agent({ ca, keepAlive: true, maxSockets: 64 });
  const raw = (/** @type {Call} */ call) => exchange(agent, server, token, call);
  const ask = async (/** @type {Call} */ call) => {
    const answer = await raw(call);
    if (answer.status >= 300) throw new ApiError(call, answer);
    return /** @type {KubernetesObject} */ (JSON.parse(answer.text));
  };
  return {
    raw,
    /** @param {string} path */
    getPath: (path) => ask({ method: 'GET', path }),
    /** @param {object} object names what is looked for: apiVersion, kind, metadata. Answers undefined where it is not. */
    get: async (/** @type {KubernetesObject} */ object) =>
      absentAsUndefined(ask({ method: 'GET', path: pathOf(object) })),
    /** @param {KubernetesObject} kind apiVersion, kind, and metadata.namespace where it is to be of one namespace */
    list: async (/** @type {KubernetesObject} */ kind) => {
      const { items } = await ask({
        method: 'GET',
        path: pathOf({ ...kind, metadata: { ...kind.metadata, name: '' } }),
      });
      return /** @type {KubernetesObject[]} */ (items);
    },
    /** @param {KubernetesObject} object */
    create: (object) => {
      const path = pathOf({ ...object, metadata: { ...object.metadata, name: '' } });
      return ask({ method: 'POST', path, body: object });
    },
    /** @param {KubernetesObject} object created, or changed to what it says */
    apply: (object) => {
      const path = `${pathOf(object)}?fieldManager=cluster-rig&force=true`;
      return ask({ method: 'PATCH', path, body: object, type: 'application/apply-patch+yaml' });
    },
    /**
     * @param {KubernetesObject} object
     * @param {object} change a merge patch
     * @param {string} [subresource]
     */
    patch: (object, change, subresource) => {
      const path = pathOf(object) + (subresource === undefined ? '' : `/${subresource}`);
      return ask({ method: 'PATCH', path, body: change, type: 'application/merge-patch+json' });
    },
    /**
     * @param {KubernetesObject} object
     * @param {object} [options] DeleteOptions
     */
    delete: async (object, options = {}) => {
      await absentAsUndefined(ask({ method: 'DELETE', path: pathOf(object), body: options }));
    },
    close: () => agent.destroy(),
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * @param {Promise<KubernetesObject>} asked
 * @returns {Promise<KubernetesObject | undefined>}
 */
async function absentAsUndefined(asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * @param {Agent} agent
 * @param {string} server
 * @param {string} token
 * @param {Call} call
 * @returns {Promise<Answer>}
 */
function exchange(agent, server, token, { method, path, body, type = 'application/json' }) {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'content-type': type,
      // Node says it of itself for no DELETE.
      'content-length': Buffer.byteLength(sent),
    };
    const asked = send(server + path, { agent, method, headers, timeout: TIMEOUT_MILLISECONDS }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    asked.once('error', reject);
    asked.once('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer`)));
    asked.end(sent);
  });
}

/** @param {string} text */
function messageIn(text) {
  try {
    return String(JSON.parse(text).message);
  } catch {
    return text.slice(0, 300);
  }
}
