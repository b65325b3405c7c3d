import type { EnclosureName, NodeName } from '../../core/model/ids.ts';

/** Who speaks on one end of the channel, as a certificate says it. */
export type PeerIdentity =
  | { readonly kind: 'driver' }
  | { readonly kind: 'agent'; readonly enclosure: EnclosureName }
  | { readonly kind: 'node'; readonly node: NodeName };

const TRUST_DOMAIN = 'spiffe://stowage';

/** Names of Kubernetes objects. */
const IDENTITY = /^spiffe:\/\/stowage\/(?:(driver)|(agent|node)\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?))$/;

/** Source: SPIFFE ID specification, section 2: the URI of a workload. */
export function identityUri(identity: PeerIdentity): string {
  switch (identity.kind) {
    case 'driver':
      return `${TRUST_DOMAIN}/driver`;
    case 'agent':
      return `${TRUST_DOMAIN}/agent/${identity.enclosure}`;
    case 'node':
      return `${TRUST_DOMAIN}/node/${identity.node}`;
  }
}

function identityOfUri(uri: string): PeerIdentity | undefined {
  const [, driver, role, name = ''] = IDENTITY.exec(uri) ?? [];
  if (driver !== undefined) return { kind: 'driver' };
  if (role === 'agent') return { kind: 'agent', enclosure: name as EnclosureName };
  return role === 'node' ? { kind: 'node', node: name as NodeName } : undefined;
}

/**
 * Who a certificate stands for; `undefined` where it names nobody, or more than one.
 * @param names the alternative names as Node.js writes them: `DNS:driver, URI:spiffe://stowage/driver`
 */
export function identityIn(names: string | undefined): PeerIdentity | undefined {
  // Node.js quotes a name that could pass for several: none of ours is such.
  if (names === undefined || names.includes('"')) return undefined;
  const [uri, ...more] = names.split(', ').filter((name) => name.startsWith('URI:'));
  return uri === undefined || more.length > 0 ? undefined : identityOfUri(uri.slice('URI:'.length));
}
