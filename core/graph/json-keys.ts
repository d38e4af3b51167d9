/** Deepest nesting of a header or an index: object, tensor, list. */
const MAX_DEPTH = 8;

/**
 * Keys of a JSON object's top level in order, repeats included: JSON.parse keeps only the last of two equal keys.
 * @throws SyntaxError when it is nested deeper than any header is
 */
function topLevelKeys(json: string): string[] {
  const keys: string[] = [];
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    else if (char === '"') {
      const start = at;
      at += 1;
      while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
      let next = at + 1;
      while (next < json.length && /\s/.test(json[next]!)) next += 1;
      if (depth === 1 && json[next] === ':') keys.push(JSON.parse(json.slice(start, at + 1)) as string);
    }
    if (depth > MAX_DEPTH) throw new SyntaxError(`nested over ${MAX_DEPTH} deep`);
  }
  return keys;
}

/**
 * Parses a JSON object of bounded nesting.
 * @throws SyntaxError when it is malformed, no object, too deep, or a key of its top level occurs twice
 */
export function readJsonObject(text: string): Record<string, unknown> {
  if (!text.startsWith('{')) throw new SyntaxError('does not start with {');
  const seen = new Set<string>();
  for (const key of topLevelKeys(text)) {
    if (seen.has(key)) throw new RangeError(`${JSON.stringify(key)} occurs twice`);
    seen.add(key);
  }
  return JSON.parse(text) as Record<string, unknown>;
}
