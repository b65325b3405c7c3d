/** What a step is done to: for people, and to tell steps apart. No secret is among it. */
export function subjectOf(argument: unknown): string {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return '';
  const named: Readonly<Record<string, unknown>> = { ...argument };
  const subject = [named['leg'], named['volume'], named['target'], named['path'], named['device']].find(
    (value) => typeof value === 'string',
  );
  return typeof subject === 'string' ? subject : '';
}
