import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a value would have to be, in words: "at least 64", "one of on, off". */
function acceptedBy(issue: Issue): string {
  const counted = (origin: string, n: number | bigint) =>
    origin === 'string' ? `${n} characters` : origin === 'array' ? `${n} values` : String(n);
  switch (issue.code) {
    case 'invalid_type': {
      const expected = issue.expected === 'int' ? 'whole number' : issue.expected;
      return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
    }
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${counted(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${counted(issue.origin, issue.maximum)}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'a URL' : `a text of the form ${issue.format}`;
    default:
      return issue.message;
  }
}

/** What a schema found wrong with a value. */
export interface SchemaFindings {
  /** Keys to the first value at fault; empty when it is the whole. */
  readonly path: readonly string[];
  /** What would be accepted there. */
  readonly accepted: string;
  /** Every value at fault and what it must be, in one line. */
  readonly text: string;
}

/** Says what a Zod schema found in the words of this project's errors. */
export function schemaFindings({ issues }: z.ZodError): SchemaFindings {
  const byPath = new Map<string, string[]>();
  for (const issue of issues) {
    const path = issue.path.map(String).join('.');
    byPath.set(path, [...(byPath.get(path) ?? []), acceptedBy(issue)]);
  }
  const [first] = issues;
  const path = first!.path.map(String);
  return {
    path,
    accepted: byPath.get(path.join('.'))!.join(', '),
    text: [...byPath].map(([at, accepted]) => `${at === '' ? 'it' : at} must be ${accepted.join(', ')}`).join('; '),
  };
}
