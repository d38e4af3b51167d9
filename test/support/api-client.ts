import { pino } from 'pino';
import type { ServerConfig } from '../../apps/server/config.ts';
import { createApi } from '../../apps/server/http/yoga.ts';
import type { Services } from '../../apps/server/services/services.ts';
import { type FakeServices, fakeServices, testConfig } from './api-services.ts';

export interface GraphQLAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the answer to a query that it wrote itself
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

export interface TestApi<Given extends Services = FakeServices> {
  readonly services: Given;
  /** Lines that were logged, parsed. */
  readonly logged: Record<string, unknown>[];
  fetch(init: RequestInit, path?: string): Promise<Response>;
  execute(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
}

/** The API without a socket, over services that are given. */
export function apiOver<Given extends Services>(services: Given, config: ServerConfig = testConfig()): TestApi<Given> {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const api = createApi(services, config, log);
  const fetch = async (init: RequestInit, path = '/graphql') => api.fetch(`http://localhost${path}`, init);
  return {
    services,
    logged,
    fetch,
    execute: async (query, variables = {}) => {
      const response = await fetch({
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as GraphQLAnswer;
    },
  };
}

/** The API over fresh services in memory. */
export async function testApi(changes: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  return apiOver(await fakeServices(), testConfig(changes));
}

/** A multipart body as the GraphQL multipart request specification wants it. */
export function uploadForm(query: string, content: Uint8Array, filename: string): FormData {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new Blob([new Uint8Array(content)]), filename);
  return form;
}

export const UPLOAD = /* GraphQL */ `
  mutation ($file: File!) {
    uploadAsset(file: $file) {
      __typename
      ... on UploadAssetSuccess { asset { id kind mimeType bytes sha256 filename url } }
      ... on Error { code message field accepted }
    }
  }
`;
