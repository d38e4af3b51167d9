/** One example of docs/api.md: an operation, its variables and a part of the response. */
export interface Example {
  readonly title: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly response: unknown;
}

/** Reads the fenced blocks: `graphql`, then optionally `json variables`, then `json response`. */
export function readExamples(markdown: string): Example[] {
  const blocks = [...markdown.matchAll(/^```(graphql|json variables|json response)\n([\s\S]*?)^```$/gm)];
  const examples: Example[] = [];
  let query = '';
  let variables: Record<string, unknown> = {};
  for (const [, kind, text = ''] of blocks) {
    if (kind === 'graphql') {
      query = text;
      variables = {};
    } else if (kind === 'json variables') {
      variables = JSON.parse(text) as Record<string, unknown>;
    } else {
      const title = /^\s*(?:query|mutation|subscription) (\w+)/.exec(query)?.[1] ?? query;
      examples.push({ title, query, variables, response: JSON.parse(text) });
    }
  }
  return examples;
}

const NAME = /^<([a-z]+)>$/;

/** Replaces names in angle brackets by the ids that earlier responses gave. */
export function fillIn(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    const name = NAME.exec(value)?.[1];
    return name === undefined ? value : (ids.get(name) ?? value);
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, ids)]));
}

/**
 * Where `actual` lacks what `expected` shows; empty when it is all there. Objects may have more fields; every element of
 * an expected list must match some element. A name that no earlier example gave is learnt.
 */
export function missing(expected: unknown, actual: unknown, ids: Map<string, string>, path = 'data'): string[] {
  const name = typeof expected === 'string' ? NAME.exec(expected)?.[1] : undefined;
  if (name !== undefined && !ids.has(name) && typeof actual === 'string') {
    ids.set(name, actual);
    return [];
  }
  if (name !== undefined)
    return ids.get(name) === actual ? [] : [`${path}: ${String(actual)} is not ${String(expected)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path}: no list`];
    return expected.flatMap((item, index) =>
      actual.some((candidate) => missing(item, candidate, ids, path).length === 0)
        ? []
        : [`${path}[${index}]: nothing matches ${JSON.stringify(item)}`],
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [`${path}: ${String(actual)}`];
    return Object.entries(expected).flatMap(([key, item]) =>
      missing(item, Reflect.get(actual, key), ids, `${path}.${key}`),
    );
  }
  return Object.is(expected, actual) ? [] : [`${path}: ${String(actual)} instead of ${String(expected)}`];
}
