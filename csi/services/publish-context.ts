import type { PublicationId } from '../../core/model/ids.ts';

/** The one key of publish_context. The value is a handle: keys and addresses are fetched with it, never carried. */
const PUBLICATION_KEY = 'csi.stowage.dev/publication';

type PublishContext = Readonly<Record<string, string>>;

export const toPublishContext = (publication: PublicationId): PublishContext => ({ [PUBLICATION_KEY]: publication });

export const publicationIn = (context: PublishContext): PublicationId | undefined =>
  context[PUBLICATION_KEY] as PublicationId | undefined;

export const MISSING_PUBLICATION = `publish_context lacks ${PUBLICATION_KEY}: pass on what ControllerPublishVolume answered`;
