const NAME = /^[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?$/;

/** Whether Kubernetes may have an object, or a namespace, of the name. Source: RFC 1123, subdomains. */
export const isObjectName = (text: string): boolean => NAME.test(text);
