// @ts-check
import { execFileSync, spawnSync } from 'node:child_process';

/**
 * Installs Debian's etcd where it can. The package starts a service of its own where systemd runs; no suite uses it.
 * @throws Error where there is no etcd in the end
 */
export function requireEtcd() {
  if (spawnSync('etcd', ['--version']).status === 0) return;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error('there is no etcd: install the Debian package etcd-server (apt-get install etcd-server)');
  }
  console.log('▶ apt-get install etcd-server');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'etcd-server'], {
    stdio: 'inherit',
    env,
  });
}
