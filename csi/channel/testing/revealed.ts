import type { PublishedLegs } from '../../host/publication-directory.ts';

/** With what is wrapped laid open, to be compared. */
export const revealed = (published: PublishedLegs | undefined) =>
  published && {
    ...published,
    legs: published.legs.map((leg) => ({
      ...leg,
      export: leg.export && {
        ...leg.export,
        chap: leg.export.chap && [leg.export.chap.user, leg.export.chap.reveal()],
      },
    })),
    encryption: published.encryption && { ...published.encryption, key: [...published.encryption.key.reveal()] },
  };
