import { LEG_BRAND } from '../../export-address.ts';
import { keepFile, programPath } from './check.ts';
import type { Check } from './check.ts';

const FOLDER = '/etc/multipath/conf.d';
const FILE = 'stowage.conf';

/** How legs show themselves, over NVMe and over iSCSI: regular expressions. What is short comes padded with blanks. */
const LEGS = [
  { vendor: '^NVME$', product: `^${LEG_BRAND} *$` },
  { vendor: `^${LEG_BRAND} *$`, product: '.*' },
];

/** Nothing wider: a root of this host that lies on such a map would not come up at its next start. */
const BLACKLIST = [
  '# Written by the doctor of Stowage: legs of volumes have one path each, and md does what multipath would.',
  'blacklist {',
  ...LEGS.flatMap(({ vendor, product }) => ['  device {', `    vendor "${vendor}"`, `    product "${product}"`, '  }']),
  '}',
].join('\n');

/** multipathd takes every disk that it is not told to leave; of NVMe those alone that the kernel leaves to it. */
export const multipathCheck: Check = {
  name: "multipath's blacklist",
  roles: ['node'],
  examine: async (system) => {
    if ((await programPath(system, 'multipathd')) === undefined) return [];
    if ((await system.readText(`${FOLDER}/${FILE}`))?.trimEnd() === BLACKLIST) return [];
    const devices = LEGS.map(({ vendor, product }) => `vendor "${vendor}" with product "${product}"`);
    const finding = {
      what: 'multipathd is installed and not told to leave the legs of volumes, and nothing else',
      why: 'It claims a leg before the array does, and the volume does not come up; told to leave more, it leaves storage of this host.',
      remedy: `blacklist ${devices.join(', and ')}, and nothing else, in ${FOLDER}/${FILE}`,
      fixable: true,
    };
    return [finding];
  },
  repair: async (system) => {
    await system.makeDirectory('/etc/multipath');
    await keepFile(system, FOLDER, FILE, BLACKLIST);
    if ((await programPath(system, 'systemctl')) === undefined) return;
    // One that somebody stopped is not started.
    await system.run({ program: 'systemctl', args: ['try-reload-or-restart', 'multipathd.service'] });
  },
};
