import type { GiB } from '../../core/model/capacity.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { ReportFormat } from '../report/formats/index.ts';
import type { FailOn } from '../report/formats/report.ts';
import type { TestFormat } from '../report/tests/index.ts';

/** The options of each command, parsed. Options left out have their defaults unless they are optional here. */

export type TableFormat = 'table' | 'json' | 'yaml';
export type WideFormat = TableFormat | 'wide';
export type TextFormat = 'text' | 'json' | 'yaml';
export type LogFormat = 'text' | 'json';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type Shell = 'bash' | 'zsh' | 'fish';

/** How a command finds the server that it asks. */
export interface ServerOptions {
  readonly server?: URL;
  readonly state: string;
}

export interface CheckOptions {
  readonly output: TextFormat;
  readonly pretty?: boolean;
  readonly limit: Limits;
}

export interface MarkerOptions {
  readonly revision: string;
  readonly name: string;
  readonly namespace: string;
  readonly limit: Limits;
}

export interface ValidateOptions {
  readonly format: ReportFormat;
  /** As the option was called before; goes before it. */
  readonly output?: ReportFormat;
  readonly pretty?: boolean;
  readonly failOn: FailOn;
  /** A revision of the repository that the paths lie in. Left out: what lies on disk. */
  readonly ref?: string;
  /** The revision before. */
  readonly base?: string;
  /** A revision whose policies are asked as well where they are no longer what they were. */
  readonly policiesFrom?: string;
  readonly limit: Limits;
}

export interface TestOptions {
  readonly format: TestFormat;
  readonly pretty?: boolean;
  readonly verbose?: boolean;
  /** Only cases with this text in `TEST/CASE`. */
  readonly run?: string;
  readonly watch?: boolean;
  readonly coverage?: boolean;
  /** Percent. */
  readonly coverageMin?: number;
  readonly failOn: FailOn;
  readonly policiesFrom?: string;
  readonly limit: Limits;
}

export interface ExplainOptions {
  readonly output: TextFormat;
}

export interface PlanOptions extends CheckOptions, ServerOptions {
  readonly exitCode?: boolean;
}

export interface SimulateOptions extends ServerOptions {
  readonly output: TextFormat | 'markdown';
  /** With a path. */
  readonly ref?: string;
  /** With a path: a file. */
  readonly volumes?: string;
  readonly limit: Limits;
}

export interface GetOptions extends ServerOptions {
  readonly output: TableFormat;
}

export interface ListOptions extends ServerOptions {
  readonly output: WideFormat;
}

export interface CreateVolumeOptions extends GetOptions {
  readonly class: string;
  readonly size: GiB;
  readonly attributesClass?: string;
  readonly block?: boolean;
  readonly node?: string;
  readonly fromSnapshot?: string;
  readonly fromVolume?: string;
}

export interface CreateSnapshotOptions extends GetOptions {
  readonly volume: string;
}

export interface ExpandVolumeOptions extends GetOptions {
  readonly size: GiB;
}

export interface ModifyVolumeOptions extends GetOptions {
  readonly attributesClass: string;
}

export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Where the store is: an etcd, else a folder. */
export interface StoreOptions {
  readonly state: string;
  readonly etcdServers?: readonly [URL, ...URL[]];
  /** Files in PEM. */
  readonly etcdCafile?: string;
  readonly etcdCertfile?: string;
  readonly etcdKeyfile?: string;
  /** Left out: `/stowage`. */
  readonly etcdPrefix?: string;
}

export interface ClusterEndpoint {
  readonly cluster: string;
  readonly endpoint: string;
}

/** What every process says of itself while it runs. */
export interface ObserveOptions {
  /** Left out: text. */
  readonly logFormat?: LogFormat;
  /** Left out: info. */
  readonly logLevel?: LogLevel;
  /** Where metrics and health are answered without a token. Left out: nowhere. */
  readonly metricsAddress?: ListenAddress;
}

export interface ServeOptions extends StoreOptions, ObserveOptions {
  readonly repo: string;
  /** Left out: the defaults. */
  readonly limit?: Limits;
  readonly ref: string;
  readonly path: string;
  /** Left out: what CSI_ENDPOINT says, as CSI's sidecars read it, else a socket in the state folder. */
  readonly csiEndpoint?: string;
  /** Whose volumes are served there, where several Kubernetes clusters share the drives. */
  readonly clusterName?: string;
  /** Sockets of further clusters. */
  readonly clusterEndpoint?: readonly ClusterEndpoint[];
  /** `in-cluster`, or a kubeconfig file: the API server of the cluster of `clusterName`. Left out: nobody is asked. */
  readonly kubernetes?: string;
  /** Milliseconds for which objects of a cluster must not change to be a revision. Left out: ten seconds. */
  readonly settle?: number;
  readonly listen: ListenAddress;
  /** Milliseconds. */
  readonly interval: number;
  /** Left out: the host's name. */
  readonly nodeId?: string;
  /** Left out: no limit of ours. */
  readonly maxVolumes?: number;
  /** Left out: simulated. */
  readonly hardware?: 'simulated' | 'agents';
  /** Where agents and node plug-ins dial. */
  readonly agentsListen?: ListenAddress;
  /** Folder of ca.crt, tls.crt and tls.key. */
  readonly tls?: string;
  readonly once?: boolean;
}

export interface SupportBundleOptions extends ServerOptions {
  /** Left out: named by the time. */
  readonly output?: string;
}

export interface DemoOptions {
  readonly state: string;
  readonly once?: boolean;
}

export interface InitCertificatesOptions {
  readonly out: string;
  readonly days: number;
}

export interface IssueCertificateOptions extends InitCertificatesOptions {
  /** Folder of the authority. */
  readonly ca: string;
  readonly driver?: boolean;
  readonly agent?: string;
  readonly node?: string;
  readonly host: readonly string[];
}

/** How the processes of hosts reach the driver. */
interface ChannelOptions extends ObserveOptions {
  readonly driver: ListenAddress;
  /** Folder of ca.crt, tls.crt and tls.key. */
  readonly tls: string;
  readonly state: string;
}

export interface AgentOptions extends ChannelOptions {
  readonly enclosure: string;
  /** A UUID. */
  readonly domain?: string;
}

export interface NodeOptions extends ChannelOptions {
  readonly nodeId: string;
  /** Left out: no limit of ours. */
  readonly maxVolumes?: number;
  /** Left out: what CSI_ENDPOINT says, else a socket in the state folder. */
  readonly csiEndpoint?: string;
  /** The cgroup of Kubernetes' pods. Left out: one of the names that kubelet gives it. */
  readonly ioCgroup?: string;
}

export interface DoctorOptions {
  readonly fix: boolean;
}
