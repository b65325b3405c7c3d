import { describe, expect, it } from 'vitest';
import { nextEffects } from './next-effects.ts';

/** A start over what is done already: what it would do until it comes to its end. */
type Start = (done: ReadonlySet<string>) => readonly string[];

/** Kills each start as a story does. @returns after which effects one was killed */
function killAll(start: Start): readonly string[] {
  const done = new Set<string>();
  const killed: (readonly string[])[] = [];
  for (let effects = 1; ;) {
    const whole = start(done);
    if (whole.length <= effects) return killed.map((did) => did.at(-1) ?? '');
    const did = whole.slice(0, effects);
    for (const effect of did) {
      done.add(effect);
      if (effect.startsWith('un')) done.delete(effect.slice(2));
    }
    effects = nextEffects(killed, did);
    killed.push(did);
    if (killed.length > 100) throw new Error(`no end: ${JSON.stringify(killed.slice(-4))}`);
  }
}

const onlyMissing =
  (...effects: readonly string[]): Start =>
  (done) =>
    effects.filter((effect) => !done.has(effect));

const STORIES: readonly { readonly story: string; readonly start: Start; readonly killedAfter: readonly string[] }[] = [
  {
    story: 'goes on where the last start was',
    start: onlyMissing('label', 'cut', 'export'),
    killedAfter: ['label', 'cut'],
  },
  {
    story: 'begins with a wipe that no start before has finished',
    start: () => ['zero 1', 'zero 2', 'zero 3', 'remove', 'end'],
    killedAfter: ['zero 1', 'zero 2', 'zero 3', 'remove'],
  },
  {
    story: 'takes away first what the last start made, and makes it again',
    start: (done) => (done.has('port') ? ['unport'] : []).concat(onlyMissing('host', 'port', 'link', 'end')(done)),
    killedAfter: ['host', 'port', 'unport', 'link'],
  },
];

describe('a program that is killed after each effect comes to its end, and is killed everywhere, where it', () => {
  it.each(STORIES)('$story', ({ start, killedAfter }) => {
    const kills = killAll(start);
    for (const effect of killedAfter) expect(kills).toContain(effect);
  });
});
