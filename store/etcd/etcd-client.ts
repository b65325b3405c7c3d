import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import type { DescMethod, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { GenMessage } from '@bufbuild/protobuf/codegenv2';
import type { Message } from '@bufbuild/protobuf';
import { Client, Metadata, connectivityState, credentials } from '@grpc/grpc-js';
import type { ChannelCredentials, ChannelOptions, ClientDuplexStream } from '@grpc/grpc-js';
import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import { isAway } from './etcd-error.ts';

/** In PEM. */
export interface EtcdTls {
  /** Left out: the authorities of this system. */
  readonly ca?: Buffer;
  /** What the client proves itself with; both or none. */
  readonly certificate?: Buffer;
  readonly key?: Buffer;
}

export interface EtcdServers {
  /** `https://host:port`, or `http://` for one without TLS. */
  readonly servers: readonly [URL, ...URL[]];
  /** Without meaning for http. */
  readonly tls?: EtcdTls;
}

type Method = DescMethod & { readonly input: GenMessage<Message>; readonly output: GenMessage<Message> };
type Request<M extends Method> = MessageInitShape<M['input']>;
type Answer<M extends Method> = MessageShape<M['output']>;

export interface EtcdStream<M extends Method> {
  write(request: Request<M>): void;
  readonly answers: AsyncIterable<Answer<M>>;
  cancel(): void;
}

/** Any member of the cluster that answers: all of them tell the same. */
export interface EtcdClient {
  /** The servers, for people. */
  readonly name: string;
  /** One attempt: where it fails, it may have been carried out all the same. */
  call<M extends Method>(method: M, request: Request<M>): Promise<Answer<M>>;
  /** For what changes nothing: goes on to other members. */
  read<M extends Method>(method: M, request: Request<M>): Promise<Answer<M>>;
  open<M extends Method>(method: M): Promise<EtcdStream<M>>;
  close(): void;
}

/** A commit that takes longer has lost its leader, and the election of one takes a second or two. */
const ANSWER_WITHIN = 5000;
const CONNECT_WITHIN = 3000;

const OPTIONS = {
  // A member that went away without a word is noticed before a lease runs out. etcd allows pings every 5 s.
  'grpc.keepalive_time_ms': 6000,
  'grpc.keepalive_timeout_ms': 2000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.max_receive_message_length': 16 * 2 ** 20,
};

/** Connects at the first call. */
export function connectEtcd({ servers, tls }: EtcdServers): EtcdClient {
  const [first, ...others] = servers;
  const connect = (server: URL): Client => new Client(server.host, credentialsFor(server, tls), optionsFor(server));
  let members: readonly [Client, ...Client[]] = [connect(first), ...others.map(connect)];
  const passOver = (member: Client): void => {
    const [next, ...rest] = members.filter((each) => each !== member);
    if (next) members = [next, ...rest, member];
  };
  const choose = (): Promise<Client> => connected(members);
  const call = async <M extends Method>(method: M, request: Request<M>): Promise<Answer<M>> => {
    const member = await choose();
    return unary(member, method, request).catch((cause: unknown) => {
      if (isAway(cause)) passOver(member);
      throw cause;
    });
  };
  return {
    name: servers.map(({ host }) => host).join(', '),
    call,
    read: async (method, request) => {
      for (let attempt = 0; attempt < members.length; attempt += 1) {
        try {
          return await call(method, request);
        } catch (cause) {
          if (!isAway(cause)) throw cause;
        }
      }
      return call(method, request);
    },
    open: async (method) => {
      const member = await choose();
      return streamOn(member, method, () => {
        passOver(member);
      });
    },
    close: () => {
      for (const member of members) member.close();
    },
  };
}

function credentialsFor({ protocol, hostname }: URL, tls: EtcdTls | undefined): ChannelCredentials {
  if (protocol === 'http:') return credentials.createInsecure();
  return credentials.createSsl(tls?.ca ?? null, tls?.key ?? null, tls?.certificate ?? null, {
    checkServerIdentity: (_, certificate) => checkServerIdentity(bare(hostname), certificate),
  });
}

/** RFC 6066, section 3: no IP address may be asked for as a server name. */
const optionsFor = ({ hostname }: URL): ChannelOptions =>
  isIP(bare(hostname)) === 0 ? OPTIONS : { ...OPTIONS, 'grpc.ssl_target_name_override': 'etcd' };

/** Of an IPv6 address without its brackets. */
const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** The first that is connected; else whichever is so first, or one whose failure says why none is. */
async function connected(members: readonly [Client, ...Client[]]): Promise<Client> {
  const ready = members.find((member) => member.getChannel().getConnectivityState(true) === connectivityState.READY);
  return ready ?? Promise.any(members.map(connecting)).catch(() => members[0]);
}

const connecting = (member: Client): Promise<Client> =>
  new Promise((resolve, reject) => {
    member.waitForReady(Date.now() + CONNECT_WITHIN, (error) => {
      if (error) reject(error);
      else resolve(member);
    });
  });

/** A member cut off from the others says so instead of answering from what it remembers. */
function metadata(): Metadata {
  const given = new Metadata();
  given.set('hasleader', 'true');
  return given;
}

const pathOf = ({ parent, name }: DescMethod): string => `/${parent.typeName}/${name}`;

const writer = <M extends Method>({ input }: M) => {
  return (request: Request<M>): Buffer => Buffer.from(toBinary(input, create(input, request)));
};

const reader = <M extends Method>({ output }: M) => {
  return (bytes: Buffer): Answer<M> => fromBinary(output, bytes) as Answer<M>;
};

function unary<M extends Method>(member: Client, method: M, request: Request<M>): Promise<Answer<M>> {
  return new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + ANSWER_WITHIN };
    member.makeUnaryRequest(
      pathOf(method),
      writer(method),
      reader(method),
      request,
      metadata(),
      options,
      (error, answer) => {
        if (error) reject(error);
        else if (answer) resolve(answer);
      },
    );
  });
}

function streamOn<M extends Method>(member: Client, method: M, failed: () => void): EtcdStream<M> {
  const stream: ClientDuplexStream<Request<M>, Answer<M>> = member.makeBidiStreamRequest(
    pathOf(method),
    writer(method),
    reader(method),
    metadata(),
  );
  // Whoever reads hears of it too; nobody may be reading when it comes.
  stream.on('error', (error) => {
    if (isAway(error)) failed();
  });
  return {
    write: (request) => {
      stream.write(request);
    },
    answers: stream,
    cancel: () => {
      stream.cancel();
    },
  };
}
