/** What grpc-js puts around the cause: words about its own connections and name resolution. */
const WRAPPED = /Last error: (?:Error(?: \[\w+\])?: )?(.*?)\.? Resolution note:/s;

const REASONS: readonly (readonly [cause: RegExp, reason: (cause: string) => string])[] = [
  [
    /ECONNREFUSED/,
    (cause) =>
      `${cause}: nothing listens there; look whether the driver runs, and whether --driver is its --agents-listen`,
  ],
  [
    /wrong version number/,
    () => 'what listens there speaks no TLS: --driver must be what --agents-listen of the driver is, not --listen',
  ],
  [
    /self-signed|unable to (?:verify|get)/,
    (cause) => `its certificate is not of the authority in ca.crt here (${cause}): both ends need the same one`,
  ],
  [/altnames/, (cause) => `${cause}: dial it by one of these, or issue its certificate with this name as --host`],
  [/certificate has expired/, (cause) => `${cause}: issue the driver a new one`],
  [/^Name resolution failed/, (cause) => `${cause}: check the host name of --driver`],
];

/** Why the driver could not be dialled, and what to do about it, from the details of a gRPC status. */
export function whyUnreachable(details: string): string {
  const cause = WRAPPED.exec(details)?.[1] ?? details;
  return REASONS.find(([pattern]) => pattern.test(cause))?.[1](cause) ?? cause;
}
