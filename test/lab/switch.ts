import { createServer, type Socket } from 'node:net';

/** A software Ethernet switch between VMs, which loses frames when told to. Knows hosts by name. */
export interface Switch {
  /** Makes a port that listens at a unix socket for the machine's QEMU, now and after each of its restarts. */
  addPort(host: string, socketPath: string): Promise<void>;
  /** Loses every frame from and to a host. The host sees its link up, as behind a broken switch. */
  cut(host: string): void;
  /** Loses every frame between two hosts. */
  cutBetween(one: string, other: string): void;
  /** Undoes every cut of a host, or of two. */
  heal(host: string): void;
  healBetween(one: string, other: string): void;
  close(): void;
}

interface Port {
  readonly host: string;
  socket: Socket | undefined;
  cut: boolean;
  readonly cutFrom: Set<string>;
}

/** What may wait for a slow machine before its frames are lost, as on any switch. */
const MOST_QUEUED_BYTES = 16 * 2 ** 20;
const LENGTH_BYTES = 4;

/** A switch that learns addresses, over QEMU's stream network back end: frames with a 32-bit length before each. */
export function createSwitch(): Switch {
  const ports = new Map<string, Port>();
  const learned = new Map<number, Port>();
  const close: (() => void)[] = [];

  const portOf = (host: string): Port => {
    const port = ports.get(host);
    if (port === undefined) throw new Error(`the switch has no port for ${host}`);
    return port;
  };

  /** Takes the frames at the start of `bytes`; neighbours with the same way go out in one write. @returns the rest */
  const forward = (from: Port, bytes: Buffer): Buffer => {
    let [runStart, at] = [0, 0];
    let runTo: Port | undefined;
    for (;;) {
      const end = endOfFrame(bytes, at);
      if (end === undefined) break;
      const source = bytes.readUIntBE(at + LENGTH_BYTES + 6, 6);
      if (learned.get(source) !== from) learned.set(source, from);
      const to = learned.get(bytes.readUIntBE(at + LENGTH_BYTES, 6));
      if (to !== runTo || to === undefined) {
        deliver(from, runTo, ports, bytes.subarray(runStart, at));
        [runStart, runTo] = [at, to];
      }
      at = end;
    }
    deliver(from, runTo, ports, bytes.subarray(runStart, at));
    return bytes.subarray(at);
  };

  return {
    addPort: async (host, socketPath) => {
      const port: Port = { host, socket: undefined, cut: false, cutFrom: new Set() };
      ports.set(host, port);
      const server = createServer((socket) => {
        attach(port, socket, forward);
      });
      close.push(() => {
        port.socket?.destroy();
        server.close();
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(socketPath, resolve);
      });
    },
    cut: (host) => {
      portOf(host).cut = true;
    },
    cutBetween: (one, other) => {
      portOf(one).cutFrom.add(portOf(other).host);
    },
    heal: (host) => {
      const port = portOf(host);
      port.cut = false;
      port.cutFrom.clear();
      for (const other of ports.values()) other.cutFrom.delete(host);
    },
    healBetween: (one, other) => {
      portOf(one).cutFrom.delete(other);
      portOf(other).cutFrom.delete(one);
    },
    close: () => {
      for (const each of close) each();
    },
  };
}

function attach(port: Port, socket: Socket, forward: (from: Port, bytes: Buffer) => Buffer): void {
  port.socket = socket;
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = forward(port, rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (port.socket === socket) port.socket = undefined;
  });
}

function endOfFrame(bytes: Buffer, at: number): number | undefined {
  if (bytes.length < at + LENGTH_BYTES) return undefined;
  const end = at + LENGTH_BYTES + bytes.readUInt32BE(at);
  return end <= bytes.length ? end : undefined;
}

/** To one port, or to all others when the address is unknown or for many. */
function deliver(from: Port, to: Port | undefined, ports: ReadonlyMap<string, Port>, frames: Buffer): void {
  if (frames.length === 0) return;
  for (const each of to === undefined ? ports.values() : [to]) {
    const joined =
      each !== from && !from.cut && !each.cut && !from.cutFrom.has(each.host) && !each.cutFrom.has(from.host);
    if (!joined || each.socket === undefined || each.socket.writableLength > MOST_QUEUED_BYTES) continue;
    each.socket.write(frames);
  }
}
