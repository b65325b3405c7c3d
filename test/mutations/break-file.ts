import type { SourceFile } from '../../core/parse/index.ts';
import type { Mistake } from './mistakes.ts';

/** A repository with one mistake in it. */
export interface Broken {
  readonly files: readonly SourceFile[];
  readonly file: string;
  /** The line of the mistake, from 1. */
  readonly line: number;
}

/** Makes a mistake at each of up to `most` places that it can be made at, spread over all there are. */
export function breakAt(files: readonly SourceFile[], { at, to }: Mistake, most: number): readonly Broken[] {
  const places = files.flatMap((file) => placesIn(file.text, at).map((place) => ({ file, ...place })));
  const step = Math.max(1, Math.ceil(places.length / most));
  return places
    .filter((_, index) => index % step === 0)
    .map(({ file, start, end }) => {
      const text = file.text.slice(0, start) + to(file.text.slice(start, end)) + file.text.slice(end);
      return {
        files: files.map((other) => (other === file ? { ...file, text } : other)),
        file: file.path,
        line: lineOfDifference(file.text, text),
      };
    });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function placesIn(text: string, at: RegExp): readonly Span[] {
  return [...text.matchAll(new RegExp(at.source, 'gdm'))].map(({ indices }) => {
    const [start, end] = indices?.[1] ?? indices?.[0] ?? [0, 0];
    return { start, end };
  });
}

/** Where the texts part. */
function lineOfDifference(before: string, after: string): number {
  let at = 0;
  while (at < after.length && before[at] === after[at]) at += 1;
  return after.slice(0, at).split('\n').length;
}
