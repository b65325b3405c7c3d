import { API_ERROR_CODES } from '../api-outcome.ts';
import { named, oneOf, record, ref, text } from './parts.ts';
import type { JsonSchema } from './parts.ts';

export const ERROR_SCHEMA = named(
  'Error',
  'Why a request was not carried out.',
  record({ code: oneOf(API_ERROR_CODES), message: text('What is wrong, where, and what to do.') }),
);

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request makes no sense.',
  401: 'No token, or none of this server.',
  403: 'The token is for reading alone.',
  404: 'There is no such object.',
  409: 'It is taken, in use or busy.',
  413: 'The body is too large.',
  415: 'The body is no JSON.',
  422: 'A policy or a bound says no.',
  500: 'A bug of the server.',
  503: 'Not ready, or something behind it does not answer: repeat the request.',
  507: 'No drives are left that satisfy every constraint.',
};

/** The error answers of a route, by HTTP status. */
export const errors = (...statuses: readonly number[]): Readonly<Record<number, JsonSchema>> =>
  Object.fromEntries(
    statuses.map((status) => [status, { description: MEANING[status] ?? '', ...ref(ERROR_SCHEMA.$id ?? '') }]),
  );
