/** Runs bounded steps to the end, at once. A server takes them slice by slice. */
export function drain<Answer>(steps: Generator<undefined, Answer>): Answer {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
