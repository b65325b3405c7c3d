/** A mistake that people make: one place of a file is changed. */
export interface Mistake {
  readonly name: string;
  /** The place: the first group, or the whole match, is what is broken. */
  readonly at: RegExp;
  /** What stands there then, by what stood there. */
  readonly to: (found: string) => string;
}

const put = (text: string) => (): string => text;
const drop = put('');

const mistake = (name: string, at: RegExp, to: Mistake['to']): Mistake => ({ name, at, to });

/** What is no YAML any more, or other YAML than was meant. */
const SYNTAX: readonly Mistake[] = [
  mistake('a tab for indentation', /^ {2}(?=\w+:)/m, put('\t')),
  mistake('a key indented too far', /^ {2}(?=(?:storageGroup|levels|scope):)/m, put('   ')),
  mistake('an open bracket', /: \[[^\]\n]*(\])/m, drop),
  mistake('an open brace', /- \{[^}\n]*(\})/m, drop),
  mistake('a closing brace too many', /- \{[^}\n]*(\})/m, put('}}')),
  mistake('an open quote', /: '[^'\n]+(')$/m, drop),
  mistake('no colon', /^ {2}\w+(:) *$/m, drop),
  mistake('no space after a colon', /^ {2}\w+(: )\w/m, put(':')),
  mistake('no comma in a flow mapping', /- \{ \w+: [\w.-]+(,) /m, drop),
  mistake('a key twice', /^( {2}(?:scope|storageGroup): .*\n)/m, (line) => line + line),
  mistake('a NUL byte', /^ {2}name: \w()/m, put('\0')),
  mistake('a tag', /^kind: ()\w/m, put('!kind ')),
  mistake('an alias to nothing', /^ {2}name: (.*)$/m, put('*name')),
  mistake('a merge key', /^spec:\n()/m, put('  <<: {}\n')),
  mistake('a conflict marker', /^(?=kind: )/m, put('<<<<<<< HEAD\n')),
  mistake('a template that nobody rendered', /^ {2}name: (.*)$/m, put('{{ .Values.name }}')),
];

/** Keys that are misspelt, in the wrong place or in other letters. */
const misspelt = (key: string, wrong: string): Mistake =>
  mistake(`${wrong} for ${key}`, new RegExp(`(?:^ *(?:- )?|[{,] )(${key}): `, 'm'), put(wrong));
const openMisspelt = (key: string, wrong: string): Mistake =>
  mistake(`${wrong} for ${key}`, new RegExp(`^ *(${key}):$`, 'm'), put(wrong));

const KEYS: readonly Mistake[] = [
  openMisspelt('metadata', 'metdata'),
  openMisspelt('spec', 'specs'),
  openMisspelt('drives', 'drive'),
  openMisspelt('portals', 'portal'),
  openMisspelt('validations', 'validation'),
  openMisspelt('matchConditions', 'matchcondition'),
  openMisspelt('nodes', 'node'),
  misspelt('storageGroup', 'storagegroup'),
  misspelt('mediaType', 'media'),
  misspelt('rotationSpeedRPM', 'rpm'),
  misspelt('capacity', 'capcity'),
  misspelt('transport', 'tranport'),
  misspelt('bandwidthDomain', 'bandwithDomain'),
  misspelt('encrypt', 'encypt'),
  misspelt('maxVolumeSize', 'maxSize'),
  misspelt('redundancy', 'redundant'),
  misspelt('requiredTags', 'requireTags'),
  misspelt('expression', 'expresion'),
];

const without = (key: string): Mistake => mistake(`no ${key}`, new RegExp(`[{,]( ${key}: [^,}\\n]+,)`, 'm'), drop);

const LACKS: readonly Mistake[] = [
  without('id'),
  without('mediaType'),
  without('protocol'),
  without('transport'),
  mistake('no address', /(, address: [\d.]+)/m, drop),
  mistake('no capacity', /(, capacity: \w+)(?= })/m, drop),
  mistake('no storageGroup', /^( {2}storageGroup: .*\n)/m, drop),
  mistake('no scope', /^( {2}scope: .*\n)/m, drop),
  mistake('an empty value', /^ {2}storageGroup:( .*)$/m, drop),
];

const wrong = (name: string, key: string, value: string): Mistake =>
  mistake(name, new RegExp(`(?:^ *(?:- )?|[{,] )${key}: ([^,}\\n]+?)(?= ?[,}\\n])`, 'm'), put(value));

const VALUES: readonly Mistake[] = [
  wrong('true without quotes', 'redundancy', 'true'),
  wrong('a number without quotes', 'raidMaxDrives', '12'),
  wrong('a number in quotes', 'rotationSpeedRPM', "'7200'"),
  wrong('a number too large to be exact', 'rotationSpeedRPM', '9007199254740993'),
  wrong('a list for a word', 'storageGroup', '[sg]'),
  wrong('a word for a list', 'levels', 'rack'),
  wrong('a medium that is none', 'mediaType', 'FLASH'),
  wrong('a protocol that is none', 'protocol', 'PCIe'),
  wrong('a transport that is none', 'transport', 'tcp'),
  wrong('a type that is none', 'type', 'nvme'),
  wrong('a scope that is none', 'scope', 'Volume'),
  wrong('an action that is none', 'action', 'Block'),
  wrong('a reclaim policy that is none', 'reclaimPolicy', 'Keep'),
  wrong('a filesystem that is none', 'fsType', 'btrfs'),
  wrong('a capacity with a space', 'capacity', '18 TB'),
  wrong('a capacity in TB', 'capacity', '18TB'),
  wrong('a capacity in thousandths', 'capacity', '18m'),
  wrong('a negative capacity', 'capacity', '-18T'),
  wrong('a size in GB', 'maxVolumeSize', '500GB'),
  wrong('a bandwidth in words', 'bandwidth', '400 Gbps'),
  mistake('an id by its slot', /id: ((?:wwn|eui)[\w.-]+)/m, put('bay-3')),
  mistake('an id in capitals', /id: (eui\.\w+)/m, (id) => id.toUpperCase()),
  mistake('a name with a capital', /^ {2}name: (\w)/m, (letter) => letter.toUpperCase() + letter),
  mistake('a name with an underscore', /^ {2}name: \w()/m, put('_x')),
  mistake('a version that is none', /^apiVersion: (stowage\.dev\/v1alpha1)$/m, put('stowage.dev/v1')),
  mistake('a group that is misspelt', /^apiVersion: (stowage\.dev\/v1alpha1)$/m, put('stowage.io/v1alpha1')),
  mistake('a kind that is misspelt', /^kind: (Enclosure|Backend|Topology|PlacementPolicy)$/m, (kind) =>
    kind.slice(0, -1),
  ),
  mistake('a lower-case kind', /^kind: (Enclosure|Backend|Topology)$/m, (kind) => kind.toLowerCase()),
];

/** What no schema sees. */
const MEANING: readonly Mistake[] = [
  mistake('a storage group that no enclosure is in', /storageGroups: \[([\w-]+)/m, put('sg-none')),
  wrong('a domain that is none', 'domain', 'rack-none'),
  wrong('a parent that is none', 'parent', 'nowhere'),
  wrong('a level that is none', 'level', 'shelf'),
  wrong('a bandwidth domain that is none', 'bandwidthDomain', 'leaf-none'),
  mistake('a reach to nowhere', /reaches: \[([\w-]+)/m, put('leaf-none')),
  mistake('a domain twice', /^( *- \{ name: [\w-]+, level: .*\n)/m, (line) => line + line),
  mistake('a node in two places', /^( *- \{ name: [\w-]+, domain: .*\n)/m, (line) => line + line),
  mistake('a drive twice', /^( *- \{ id: .*\n)/m, (line) => line + line),
  mistake('a domain below itself', /(?<=name: rack-a, level: rack, parent: )[\w-]+/m, put('rack-a')),
  mistake('a pool that no class can select', /selector: (tier=\w+)/m, put('tier=platinum')),
  mistake('a selector that is none', /selector: (tier=\w+)/m, put("'tier=='")),
  mistake('a tag that no drive has', /^ {2}type: (slice|ssd)$/m, (type) => `${type}\n  requiredTags: no-such-tag`),
  mistake('a speed that no drive has', /^ {2}type: hdd()$/m, put("\n  rpm: '99000'")),
  mistake('rpm beside slice', /^ {2}type: slice()$/m, put("\n  rpm: '7200'")),
  mistake('a least size over the most', /^ {2}maxVolumeSize: .*()$/m, put('\n  minVolumeSize: 900Ti')),
  mistake('a capacity 1000 times too small', /mediaType: HDD.*capacity: \d+(T)/m, put('G')),
  mistake('a capacity 1000 times too large', /mediaType: HDD.*capacity: \d+(T)/m, put('P')),
  mistake('a bandwidth without its unit', /bandwidth: (\d+G)/m, put("'400'")),
  mistake('a policy that does not parse', /expression: (?=\w)(.*)$/m, (text) => `${text} &&`),
  mistake('a policy that reads a field that is none', /request\.(sizeGiB) /m, put('sizeGb')),
  mistake('a policy that is no bool', /expression: (placement\..*)$/m, put('placement.layout')),
  mistake('a policy on a level that is none', /survives\('(\w+)'\)/m, put('shelf')),
  mistake(
    'kinds at a scope that has none',
    /^ {2}scope: (?:Request|Placement|Drive)()$/m,
    put('\n  kinds: [StorageClass]'),
  ),
  mistake('no kinds at scope Config', /^ {2}scope: Config\n( {2}kinds: .*\n)/m, drop),
];

export const MISTAKES: readonly Mistake[] = [...SYNTAX, ...KEYS, ...LACKS, ...VALUES, ...MEANING];
