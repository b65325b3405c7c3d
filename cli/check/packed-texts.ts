import type { InTurns } from '../../core/model/turns.ts';

/** Things with a long text each, the texts as bytes: those change hands between threads without being copied. */
export interface PackedTexts<Rest> {
  readonly rest: readonly Rest[];
  readonly texts: readonly Uint8Array<ArrayBuffer>[];
}

/** What changes hands, to be named when a message is sent. */
export const buffersOf = ({ texts }: PackedTexts<unknown>): readonly ArrayBuffer[] => texts.map(({ buffer }) => buffer);

/** A thing at a time: of hundreds of megabytes, all at once takes a tenth of a second. */
export function* packTexts<Thing, Rest>(
  things: readonly Thing[],
  open: (thing: Thing) => { readonly text: string; readonly rest: Rest },
): InTurns<PackedTexts<Rest>> {
  const encoder = new TextEncoder();
  const rest: Rest[] = [];
  const texts: Uint8Array<ArrayBuffer>[] = [];
  for (const thing of things) {
    const opened = open(thing);
    rest.push(opened.rest);
    texts.push(encoder.encode(opened.text));
    yield;
  }
  return { rest, texts };
}

export function* unpackTexts<Thing, Rest>(
  { rest, texts }: PackedTexts<Rest>,
  close: (text: string, rest: Rest) => Thing,
): InTurns<readonly Thing[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const things: Thing[] = [];
  for (const [at, each] of rest.entries()) {
    things.push(close(decoder.decode(texts[at]), each));
    yield;
  }
  return things;
}
