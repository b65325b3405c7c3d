/** What `--ref` may say: a branch, a tag, a full name such as `refs/pull/7/head`, or the 40 hex digits of a commit. */
export type WantedRef =
  | { readonly kind: 'commit'; readonly oid: string }
  /** Full names to look for, in order. */
  | { readonly kind: 'names'; readonly candidates: readonly string[] };

/** A revision of a repository at hand as git-rev-parse(1) takes it, so far as people write it. */
export interface WantedRevision {
  readonly ref: WantedRef;
  /** The first digits of a commit; a branch or tag that is called so comes before it. */
  readonly digits: string | undefined;
  /** How many first parents back from there. */
  readonly back: number;
}

const MOST_BACK = 10_000;

/** `main`, `origin/main`, `HEAD~2`, `v1.2^^`, `1a2b3c4`. `undefined` where it can be no revision. */
export function wantedRevision(text: string): WantedRevision | undefined {
  const [, name = '', steps = ''] = /^(.*?)((?:~\d{0,6}|\^)*)$/.exec(text) ?? [];
  const ref = withRemotes(name, wantedRef(name));
  const back = [...steps.matchAll(/~(\d*)|\^/g)].reduce(
    (sum, [, count = '']) => sum + (count === '' ? 1 : Number(count)),
    0,
  );
  const digits = /^[0-9a-f]{7,39}$/.test(name) ? name : undefined;
  return ref && back <= MOST_BACK ? { ref, digits, back } : undefined;
}

/** The branches of remotes come last, as git has it. */
function withRemotes(name: string, ref: WantedRef | undefined): WantedRef | undefined {
  if (ref?.kind !== 'names' || ref.candidates.length < 2) return ref;
  return { kind: 'names', candidates: [...ref.candidates, `refs/remotes/${name}`] };
}

/**
 * A branch comes before a tag of the same name, as what is followed is usually a branch. `undefined` where it can be no
 * ref: names are checked before they become part of a path.
 */
export function wantedRef(ref: string): WantedRef | undefined {
  if (/^[0-9a-f]{40}$/.test(ref)) return { kind: 'commit', oid: ref };
  if (ref === 'HEAD') return { kind: 'names', candidates: ['HEAD'] };
  if (!isRefName(ref)) return undefined;
  if (ref.startsWith('refs/')) return { kind: 'names', candidates: [ref] };
  return { kind: 'names', candidates: [`refs/heads/${ref}`, `refs/tags/${ref}`] };
}

/** Source: git-check-ref-format(1). */
function isRefName(ref: string): boolean {
  return (
    ref.length <= 255 &&
    !/[\p{Cc} ~^:?*[\\]/u.test(ref) &&
    !/\.\.|@\{|\.$/.test(ref) &&
    ref.split('/').every((segment) => segment !== '' && !segment.startsWith('.') && !segment.endsWith('.lock')) &&
    ref !== '@'
  );
}

/** Full names as people say them, some of them: branches first. */
export function shownRefs(names: readonly string[]): readonly string[] {
  const short = (prefix: string): readonly string[] =>
    names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return [...short('refs/heads/'), ...short('refs/tags/')].slice(0, 8);
}
