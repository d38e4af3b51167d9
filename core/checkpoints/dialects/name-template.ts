/**
 * A tensor name with holes: `#` is a number, a last `*` is the rest of the name (`weight`, `bias`, ...).
 * @example `blocks.#.attn1.to_q.*`
 */
export type NameTemplate = string;

const escapePattern = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
interface Matcher {
  /** What every fitting name starts with. */
  readonly start: string;
  readonly pattern: RegExp;
}

const compiled = new Map<NameTemplate, Matcher>();

function matcherOf(template: NameTemplate): Matcher {
  const known = compiled.get(template);
  if (known) return known;
  const body = escapePattern(template).replaceAll('#', '(\\d+)').replace(/\*$/, '(.+)');
  const matcher = { start: template.split(/[#*]/, 1)[0]!, pattern: new RegExp(`^${body}$`) };
  compiled.set(template, matcher);
  return matcher;
}

/** What fills the template's holes in this name, in order; null when the name does not fit. */
export function matchName(template: NameTemplate, name: string): string[] | null {
  const { start, pattern } = matcherOf(template);
  return name.startsWith(start) ? (pattern.exec(name)?.slice(1) ?? null) : null;
}

/** The name that a template gives with these fillings. */
export function fillName(template: NameTemplate, holes: readonly string[]): string {
  let next = 0;
  return template.replace(/#|\*$/g, () => holes[next++]!);
}
