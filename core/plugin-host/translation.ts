/**
 * What there is for a language: exactly, else for the language without its last parts, as RFC 4647 looks tags up
 * (`zh-Hans-CN`, `zh-Hans`, `zh`). undefined: nothing.
 */
export function translated<Words>(
  translations: Readonly<Record<string, Words>> | undefined,
  locale: string | null | undefined,
): Words | undefined {
  const byTag = new Map(Object.entries(translations ?? {}).map(([tag, words]) => [tag.toLowerCase(), words]));
  const parts = (locale ?? '').toLowerCase().split('-');
  for (let length = parts.length; length > 0; length--) {
    const words = byTag.get(parts.slice(0, length).join('-'));
    if (words !== undefined) return words;
  }
  return undefined;
}
