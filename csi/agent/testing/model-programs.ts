import type { Command, CommandResult } from '../../system/system.ts';
import { rereadTable, SECTOR, writeTable, zeroSpan } from './model-drive.ts';
import type { ModelDrive, ModelPartition, ModelSpan, ModelTable } from './model-drive.ts';

/** What programs need to know of the host around them. */
export interface ProgramHost {
  drives: ModelDrive[];
  /** Of the host's network. */
  addresses: string[];
  readonly names: Map<string, string>;
  /** Whether udev reads tables anew that were written. */
  udev: boolean;
  /** Devices that somebody holds for himself. */
  claimed(): readonly string[];
  loadModules(modules: readonly string[]): void;
}

type Answer = Partial<CommandResult>;

/** Answers as the programs of Debian 12 do [tried]. `undefined` for one that is not installed. */
export function runProgram(host: ProgramHost, { program, args, input }: Command): CommandResult | undefined {
  const answer = programs[program]?.(host, args, typeof input === 'string' ? input : '');
  return answer && { status: 0, stdout: '', stderr: '', ...answer };
}

/** Those that leave everything as it was. */
export const isReading = ({ program, args }: Command): boolean =>
  ['lsblk', 'blkid', 'ip', 'getent'].includes(program) || args.includes('--json');

const programs: Readonly<Record<string, (host: ProgramHost, args: readonly string[], input: string) => Answer>> = {
  lsblk: ({ drives }, args) => {
    // What lies upon a disk is shown below it only in a tree, and there is one only with the column NAME.
    const tree = args.at(-1)?.split(',').includes('NAME') === true;
    const entries = drives.flatMap((drive) => {
      const upon = drive.holder === undefined ? [] : [{ kname: drive.holder, type: 'raid1', mountpoints: [null] }];
      return tree ? [{ ...lsblkEntry(drive), children: upon }] : [lsblkEntry(drive), ...upon];
    });
    return { stdout: JSON.stringify({ blockdevices: entries }) };
  },
  sfdisk: (host, args, input) => {
    const drive = wholeDrive(host, args.at(-1) ?? '');
    if (!drive) return { status: 1, stderr: `sfdisk: cannot open ${args.at(-1) ?? ''}: No such file or directory` };
    return args.includes('--json') ? readTable(drive) : sfdiskWrite(drive, input);
  },
  blkid: (host, args) => {
    const drive = wholeDrive(host, args.at(-1) ?? '');
    if (drive?.gpt) return { stdout: 'PTTYPE=gpt\n' };
    if (drive?.protectiveMbr) return { stdout: 'PTTYPE=PMBR\n' };
    return drive?.signature === undefined ? { status: 2 } : { stdout: `TYPE=${drive.signature}\n` };
  },
  udevadm: (host) => {
    for (const drive of host.drives) if (host.udev && !isHeld(host, drive)) rereadTable(drive);
    return {};
  },
  partx: (host, args) => partx(host, args),
  blkdiscard: (host, args) => blkdiscard(host, args),
  dd: (host, args) => dd(host, args),
  ip: ({ addresses }) => ({
    stdout: JSON.stringify([{ ifname: 'eth0', addr_info: addresses.map((local) => ({ local })) }]),
  }),
  getent: ({ names }, args) => {
    const ip = names.get(args.at(-1) ?? '');
    return ip === undefined ? { status: 2 } : { stdout: `${ip} STREAM\n${ip} DGRAM\n` };
  },
  modprobe: (host, args) => {
    host.loadModules(args.filter((arg) => !arg.startsWith('--')));
    return {};
  },
};

const lsblkEntry = ({ kernelName, bytes, rotational, transport, mountPoint }: ModelDrive) => ({
  kname: kernelName,
  type: 'disk',
  size: Number(bytes),
  rm: false,
  rota: rotational,
  tran: transport,
  model: 'MODEL',
  serial: kernelName.toUpperCase(),
  mountpoints: [mountPoint ?? null],
});

function readTable({ gpt, kernelName, damage, signature, protectiveMbr }: ModelDrive): Answer {
  const device = `/dev/${kernelName}`;
  if (protectiveMbr) {
    const partitions = [{ node: `${device}1`, start: 1, size: 1, type: 'ee' }];
    return { stdout: JSON.stringify({ partitiontable: { label: 'dos', unit: 'sectors', partitions } }) };
  }
  if (!gpt || signature !== undefined) {
    return { status: 1, stderr: `sfdisk: ${device}: does not contain a recognized partition table\n` };
  }
  const partitions = [...gpt.partitions].map(([number, { start, length, type, uuid, name, attrs }]) => ({
    node: device + String(number),
    start: Number(start / SECTOR),
    size: Number(length / SECTOR),
    type: type.toUpperCase(),
    uuid: uuid.toUpperCase(),
    name,
    ...(attrs !== '' && { attrs }),
  }));
  const table = { label: 'gpt', id: gpt.id.toUpperCase(), unit: 'sectors', sectorsize: 512, partitions };
  return { stdout: JSON.stringify({ partitiontable: table }), stderr: damage ?? '' };
}

function sfdiskWrite(drive: ModelDrive, script: string): Answer {
  const lines = script.split('\n');
  const id = lines.find((line) => line.startsWith('label-id: '))?.slice('label-id: '.length);
  const partitions = new Map(lines.flatMap((line) => partitionIn(line, drive)));
  const spans = [...partitions.values()];
  const clash = spans.some((one) => spans.some((other) => one !== other && overlap(one, other)));
  if (clash || spans.some(({ start, length }) => start + length > drive.bytes - 34n * SECTOR)) {
    return { status: 1, stderr: 'Failed to add partition: Invalid argument' };
  }
  const table: ModelTable = { id: id ?? madeUpGuid(drive, 0), partitions };
  writeTable(drive, table);
  return {};
}

function partitionIn(line: string, drive: ModelDrive): (readonly [number, ModelPartition])[] {
  const match = /^(\d+) : (.*)$/.exec(line);
  if (!match) return [];
  const fields = new Map(
    [...(match[2] ?? '').matchAll(/(\w+)=(?:"([^"]*)"|([^,]*))/g)].map((f) => [f[1], f[2] ?? f[3]]),
  );
  const number = Number(match[1]);
  return [
    [
      number,
      {
        start: BigInt(fields.get('start') ?? 0) * SECTOR,
        length: BigInt(fields.get('size') ?? 0) * SECTOR,
        type: fields.get('type') ?? '',
        uuid: fields.get('uuid') ?? madeUpGuid(drive, number),
        name: fields.get('name') ?? '',
        attrs: fields.get('attrs') ?? '',
      },
    ],
  ];
}

/** The same for the same drive, for tests to say what they expect. */
const madeUpGuid = ({ wwid }: ModelDrive, number: number): string =>
  `00000000-0000-4000-8000-${wwid.slice(-8)}${number.toString(16).padStart(4, '0')}`;

function partx(host: ProgramHost, [verb, , number, device = '']: readonly string[]): Answer {
  const drive = wholeDrive(host, device);
  const wanted = drive?.gpt?.partitions.get(Number(number));
  const known = drive?.kernelPartitions.get(Number(number));
  if (!drive) return { status: 1 };
  if (verb === '--delete') {
    if (!known) return {};
    if (host.claimed().includes(device + String(number))) return { status: 1, stderr: 'error deleting partition' };
    drive.kernelPartitions.delete(Number(number));
    return {};
  }
  if (!wanted) return {};
  if (verb === '--add' && known) return { status: 1, stderr: 'error adding partition' };
  const clash = [...drive.kernelPartitions].some(([other, span]) => other !== Number(number) && overlap(span, wanted));
  if (clash) return { status: 1, stderr: 'error adding partition' };
  drive.kernelPartitions.set(Number(number), { start: wanted.start, length: wanted.length });
  return {};
}

function blkdiscard(host: ProgramHost, args: readonly string[]): Answer {
  const device = args.at(-1) ?? '';
  const place = locate(host, device);
  if (!place) return { status: 1, stderr: `blkdiscard: cannot open ${device}: No such file or directory` };
  const held = host.claimed().some((other) => other === device || (!place.partition && other.startsWith(device)));
  if (held && !args.includes('--force')) {
    return { status: 1, stderr: `blkdiscard: cannot open ${device}: Device or resource busy` };
  }
  const [offset, length] = [BigInt(valueAfter(args, '--offset')), BigInt(valueAfter(args, '--length'))];
  if (offset + length > place.span.length) return { status: 1, stderr: 'blkdiscard: end of span is past the device' };
  zeroSpan(place.drive, { start: place.span.start + offset, length });
  return {};
}

/** Between two devices, by bytes. */
function dd(host: ProgramHost, args: readonly string[]): Answer {
  const operand = (name: string): string =>
    args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  const [from, into] = [locate(host, operand('if')), locate(host, operand('of'))];
  if (!from || !into) return { status: 1, stderr: 'dd: failed to open: No such file or directory' };
  const start = from.span.start + BigInt(operand('skip'));
  const target = into.span.start + BigInt(operand('seek'));
  const length = BigInt(operand('count'));
  if (!operand('conv').includes('sparse')) zeroSpan(into.drive, { start: target, length });
  for (const [offset, bytes] of [...from.drive.written]) {
    if (offset >= start && offset < start + length) into.drive.written.set(target + offset - start, bytes);
  }
  return {};
}

const valueAfter = (args: readonly string[], name: string): string => args[args.indexOf(name) + 1] ?? '';

export interface ModelPlace {
  readonly drive: ModelDrive;
  readonly span: ModelSpan;
  readonly partition: boolean;
}

/** The bytes behind a device path; `undefined` where the kernel has no such device. */
export function locate(host: ProgramHost, device: string): ModelPlace | undefined {
  for (const drive of host.drives) {
    const whole = `/dev/${drive.kernelName}`;
    if (device === whole) return { drive, span: { start: 0n, length: drive.bytes }, partition: false };
    const span = device.startsWith(whole) ? drive.kernelPartitions.get(Number(device.slice(whole.length))) : undefined;
    if (span) return { drive, span, partition: true };
  }
  return undefined;
}

const wholeDrive = ({ drives }: ProgramHost, device: string) =>
  drives.find(({ kernelName }) => device === `/dev/${kernelName}`);

const isHeld = (host: ProgramHost, { kernelName }: ModelDrive): boolean =>
  host.claimed().some((device) => device.startsWith(`/dev/${kernelName}`));

const overlap = (one: ModelSpan, other: ModelSpan): boolean =>
  one.start < other.start + other.length && other.start < one.start + one.length;
