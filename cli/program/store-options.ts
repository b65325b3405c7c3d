import { Option } from 'commander';
import type { Command } from 'commander';
import { parseEtcdPrefix, parseEtcdServers } from './option-values.ts';

/** Where the store is, if not in the state folder. Called what kube-apiserver calls them. */
export const addStoreOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--etcd-servers <urls>',
        'etcd to keep the store in, for several replicas: URLs joined by commas (default: the state folder)',
      ).argParser(parseEtcdServers),
    )
    .option('--etcd-cafile <file>', "who vouches for etcd's certificate")
    .option('--etcd-certfile <file>', 'what to prove oneself to etcd with')
    .option('--etcd-keyfile <file>', 'its key')
    .addOption(
      new Option('--etcd-prefix <path>', 'what keys in etcd begin with (default: /stowage)').argParser(parseEtcdPrefix),
    );
