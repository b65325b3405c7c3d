/** Long work in short steps. Whoever serves others takes a few at a time and lets the others in between. */
export type InTurns<Answer> = Generator<undefined, Answer>;

/** Takes all the steps at once: for whoever has nothing else to do. */
export function drain<Answer>(steps: InTurns<Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
