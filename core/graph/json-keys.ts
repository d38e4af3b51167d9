/** Keys of a JSON object's top level in order, repeats included: JSON.parse keeps only the last of two equal keys. */
export function topLevelKeys(json: string): string[] {
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
  }
  return keys;
}
