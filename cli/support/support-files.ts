import { hostname } from 'node:os';
import { concealIn } from '../observe/known-secrets.ts';
import type { KnownSecrets } from '../observe/known-secrets.ts';
import type { RecentLines } from '../observe/recent-lines.ts';
import { packageVersion } from '../package-version.ts';
import type { SupportFile } from './support-file.ts';
import type { ApiSnapshot } from '../api/api-port.ts';
import type { ListedRevision } from '../../store/revisions.ts';

export interface SupportSource {
  readonly snapshot: ApiSnapshot;
  readonly revisions: readonly ListedRevision[];
  /** Enclosures whose hosts answer. */
  readonly answering: readonly string[];
  readonly domain: string;
  readonly epoch: number;
  readonly metrics: string;
  readonly recent: RecentLines;
  readonly secrets: KnownSecrets;
}

/** Newest revisions, of which findings are told. */
const MOST_REVISIONS = 20;

/** Entries of the journal that are told one by one. */
const MOST_ENTRIES = 1000;

/** What a server tells of itself to whoever looks for a mistake, without secrets. */
export function supportFiles(source: SupportSource): readonly SupportFile[] {
  const { secrets } = source;
  const json = (value: unknown): string => `${JSON.stringify(concealIn(secrets, value), undefined, 2)}\n`;
  return [
    { name: 'versions.json', about: 'versions, and which server it is', text: json(versionsOf(source)) },
    { name: 'configuration.json', about: 'what is declared, counted', text: json(configurationOf(source.snapshot)) },
    { name: 'journal.json', about: 'operations that are not finished', text: json(journalOf(source.snapshot)) },
    { name: 'findings.json', about: 'the newest revisions and what was found', text: json(findingsOf(source)) },
    { name: 'agents.json', about: 'enclosures and what their agents found', text: json(agentsOf(source)) },
    { name: 'metrics.txt', about: "metrics, in Prometheus' text format", text: source.metrics },
    {
      name: 'log.jsonl',
      about: 'the lines logged last',
      text: source.recent
        .lines()
        .map((line) => `${JSON.stringify(concealIn(secrets, line))}\n`)
        .join(''),
    },
  ];
}

const versionsOf = ({ domain, epoch }: SupportSource) => ({
  stowage: packageVersion(),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  host: hostname(),
  uptimeSeconds: Math.round(process.uptime()),
  domain,
  epoch,
});

function configurationOf({ active, volumes, publications }: ApiSnapshot) {
  if (!active) return { active: null, volumes: volumes.length };
  const { revision, configuration } = active;
  const drives = configuration.enclosures.reduce((sum, each) => sum + each.drives.length, 0);
  return {
    active: revision,
    drives,
    enclosures: configuration.enclosures.length,
    nodes: configuration.topology.nodes.size,
    levels: configuration.topology.levels,
    backends: configuration.backends.map(({ name, state, driver, pools }) => {
      return { name, state, driver: driver.kind, pools: pools.map((pool) => pool.name) };
    }),
    classes: configuration.classes.map(({ name, declaredParameters }) => ({ name, parameters: declaredParameters })),
    policies: configuration.policies.length,
    volumes: volumes.length,
    publications: publications.length,
  };
}

function journalOf({ volumes, publications }: ApiSnapshot) {
  const unfinished = volumes.filter(({ phase, unfenced }) => phase.kind !== 'ready' || unfenced.length > 0);
  const moving = publications.filter(({ phase }) => phase !== 'published');
  return {
    volumes: unfinished.slice(0, MOST_ENTRIES).map(({ id, name, phase, layout, legs, unfenced, generation }) => {
      return { id, name, phase, layout, enclosures: legs.map(({ enclosure }) => enclosure), unfenced, generation };
    }),
    publications: moving.slice(0, MOST_ENTRIES).map(({ id, volume, node, phase }) => ({ id, volume, node, phase })),
    leftOut: Math.max(0, unfinished.length - MOST_ENTRIES) + Math.max(0, moving.length - MOST_ENTRIES),
  };
}

const findingsOf = ({ revisions }: SupportSource) =>
  revisions
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .slice(0, MOST_REVISIONS)
    .map(({ number, commit, ref, at, status }) => ({ number, commit, ref, at, status }));

function agentsOf({ snapshot: { active, reports }, answering }: SupportSource) {
  const isAnswering = new Set(answering);
  const names = new Set([...answering, ...(active?.configuration.enclosures ?? []).map(({ name }) => name)]);
  return [...names].sort().map((name) => {
    const report = reports.get(name as never);
    const standings = [...(report?.values() ?? [])].map(({ standing }) => standing.kind);
    const counts = Object.fromEntries([...new Set(standings)].map((kind) => [kind, countOf(standings, kind)]));
    return { enclosure: name, answers: isAnswering.has(name), ...(report && { drives: counts }) };
  });
}

const countOf = (kinds: readonly string[], kind: string): number => kinds.filter((each) => each === kind).length;
