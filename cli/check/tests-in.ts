import type { Sources } from '../../core/parse/index.ts';
import type { PolicyTestObject } from '../../schemas/generated/types.ts';

/** The tests of policies among what is declared, in the order of the files. */
export const testsIn = ({ objects }: Pick<Sources, 'objects'>): readonly PolicyTestObject[] =>
  objects.flatMap(({ object }) => (object.kind === 'PolicyTest' ? [object as unknown as PolicyTestObject] : []));
