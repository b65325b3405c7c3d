import type { EnclosureName } from '../../../core/model/ids.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import { missingLegs } from '../exposure.ts';
import { operationId } from './operation.ts';
import type { OperationId } from './operation.ts';

/*
 * The journal is what records say beside what they are about: `creating`, `expanding`, `releasing`, `publishing` and
 * `unpublishing` are written with their target before the first effect, and left with the last; exports that still stand
 * are listed, and so are those that a publication has, and a change of attributes stands beside what they are. Whatever is read from a record here is an operation under way.
 */

/** An operation that the records of a volume tell of. */
export type UnderWay = { readonly id: OperationId; readonly since: string | undefined } & (
  | { readonly kind: 'fence' | 'create' | 'expand' | 'delete' }
  | { readonly kind: 'publish' | 'unpublish' | 'rejoin'; readonly publication: Publication }
  /** Of the node that is to make the change; `undefined` where no node has the volume. */
  | { readonly kind: 'modify'; readonly publication: Publication | undefined }
);

/** What is under way on a volume, in the order in which it is gone on with. */
export const operationsUnderWay = (volume: Volume, publications: readonly Publication[]): readonly UnderWay[] => [
  ...fencing(volume),
  ...publications.flatMap((publication) => ofPublication(volume, publication)),
  ...ofPhase(volume),
  ...modifying(volume, publications),
];

/** Earliest first, where it is known. */
function fencing({ id, unfenced }: Volume): readonly UnderWay[] {
  const [since] = unfenced.flatMap((standing) => standing.since ?? []).sort();
  return unfenced.length === 0 ? [] : [{ kind: 'fence', id: operationId('fence', id), since }];
}

function ofPublication(volume: Volume, publication: Publication): readonly UnderWay[] {
  const { id, phase, since } = publication;
  switch (phase) {
    case 'publishing':
      return [{ kind: 'publish', id: operationId('publish', id), since, publication }];
    case 'unpublishing':
      return [{ kind: 'unpublish', id: operationId('unpublish', id), since, publication }];
    case 'published':
      return missingLegs(volume, publication).length === 0
        ? []
        : [{ kind: 'rejoin', id: operationId('rejoin', id), since: undefined, publication }];
  }
}

function ofPhase({ id, phase }: Volume): readonly UnderWay[] {
  switch (phase.kind) {
    case 'creating':
      return [{ kind: 'create', id: operationId('create', id), since: phase.since }];
    case 'expanding':
      return [{ kind: 'expand', id: operationId('expand', id), since: phase.since }];
    case 'releasing':
      return [{ kind: 'delete', id: operationId('delete', id), since: phase.since }];
    case 'ready':
      return [];
  }
}

function modifying({ id, modification }: Volume, publications: readonly Publication[]): readonly UnderWay[] {
  if (!modification) return [];
  const publication = publications.find(({ phase }) => phase === 'published');
  return [{ kind: 'modify', id: operationId('modify', id), since: modification.since, publication }];
}

/** Hosts that are asked when a volume's operations go on. */
export const enclosuresOf = ({ legs }: Volume): readonly EnclosureName[] =>
  [...new Set(legs.map(({ enclosure }) => enclosure))].sort();
