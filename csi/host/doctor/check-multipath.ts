import { keepFile, programPath } from './check.ts';
import type { Check } from './check.ts';

const FOLDER = '/etc/multipath/conf.d';
const FILE = 'stowage.conf';
const BLACKLIST = [
  '# Legs of volumes have one path each; md does what multipath would.',
  'blacklist {',
  '  wwid "uuid\\..*"',
  '  device {',
  '    vendor "LIO-ORG"',
  '    product ".*"',
  '  }',
  '}',
].join('\n');

/** multipathd takes every disk that it is not told to leave. */
export const multipathCheck: Check = {
  roles: ['node'],
  examine: async (system) => {
    if ((await programPath(system, 'multipathd')) === undefined) return [];
    if ((await system.readText(`${FOLDER}/${FILE}`))?.trimEnd() === BLACKLIST) return [];
    const finding = {
      what: 'multipathd is installed and not told to leave the legs of volumes',
      why: 'It claims a leg before the array does, and the volume does not come up.',
      remedy: `blacklist wwid "uuid\\..*" and vendor "LIO-ORG" in ${FOLDER}/${FILE}`,
      fixable: true,
    };
    return [finding];
  },
  repair: async (system) => {
    await system.makeDirectory('/etc/multipath');
    await keepFile(system, FOLDER, FILE, BLACKLIST);
    await system.run({ program: 'systemctl', args: ['reload-or-restart', 'multipathd.service'] });
  },
};
