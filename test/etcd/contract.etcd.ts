import { openEtcdStore } from '../../store/etcd/etcd-store.ts';
import { storeContract } from '../../store/testing/contract.ts';
import { newPrefix, server, tlsOf } from './etcd-server.ts';

storeContract('etcd', (options) =>
  openEtcdStore({ servers: [server()], tls: tlsOf('client'), prefix: newPrefix(), ...options }),
);
