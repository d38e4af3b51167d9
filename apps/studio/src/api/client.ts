import { Client, cacheExchange, fetchExchange } from '@urql/core';

export const ENDPOINT = '/graphql';

/** The one client of the page: documents in, typed data out. Mutations refresh what they touch. */
export const client = new Client({ url: ENDPOINT, preferGetMethod: false, exchanges: [cacheExchange, fetchExchange] });
