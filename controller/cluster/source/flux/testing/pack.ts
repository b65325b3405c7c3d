import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { Header } from 'tar-stream';

/** An entry of a test's archive; its type is that of a regular file where none is told. */
export type Packed = Partial<Header> & { readonly name: string; readonly text?: string | Uint8Array };

export const packed = async (entries: readonly Packed[]): Promise<Buffer> => gzipSync(await tarOf(entries));

/** Made by the library: names that do not fit into a header go into pax attributes. */
export async function tarOf(entries: readonly Packed[]): Promise<Buffer> {
  const archive = pack();
  for (const { text = '', ...header } of entries) {
    if (header.type === undefined || header.type === 'file') archive.entry(header, text);
    else archive.entry(header);
  }
  archive.finalize();
  const parts: Uint8Array[] = [];
  for await (const part of archive as AsyncIterable<Uint8Array>) parts.push(part);
  return Buffer.concat(parts);
}

/** By hand, for what no library writes. */
export interface RawEntry {
  readonly name: string;
  readonly type?: string;
  readonly contents?: Uint8Array;
  /** Instead of the size of the contents. */
  readonly size?: number;
}

export const rawTar = (entries: readonly RawEntry[]): Buffer =>
  Buffer.concat([...entries.map(rawEntry), Buffer.alloc(1024)]);

function rawEntry({ name, type = '0', contents = Buffer.alloc(0), size = contents.length }: RawEntry): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, contents, Buffer.alloc((512 - (contents.length % 512)) % 512)]);
}

/** Attributes as pax writes them, each line beginning with its length. */
export const paxOf = (attributes: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat(Object.entries(attributes).map(([key, value]) => paxLine(key, value)));

function paxLine(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  const bytes = Buffer.byteLength(rest);
  let length = bytes + String(bytes).length;
  if (bytes + String(length).length !== length) length = bytes + String(length).length;
  return Buffer.from(`${String(length)}${rest}`);
}
