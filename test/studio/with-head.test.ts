import { describe, expect, it } from 'vitest';
import type { HistoryQuery } from '../../apps/studio/src/api/generated/lists.ts';
import type { Loaded } from '../../apps/studio/src/history/use-history.ts';
import { withHead } from '../../apps/studio/src/history/with-head.ts';

type Page = HistoryQuery['generations'];
type Row = Loaded['rows'][number];

const rows = (ids: string, state: Row['state'] = 'SUCCEEDED') => [...ids].map((id) => ({ id, state }) as Row);
const loaded = (ids: string, more = true): Loaded => ({ rows: rows(ids), cursor: 'old', more, failure: null });
const page = (ids: string, hasNextPage = true): Page =>
  ({ edges: rows(ids, 'RUNNING').map((node) => ({ node })), pageInfo: { hasNextPage, endCursor: 'new' } }) as Page;
const shown = ({ rows: all, cursor, more }: Loaded) => [all.map(({ id }) => id).join(''), cursor, more];

describe('the history with its first page as it is now', () => {
  it('begins with what is new, and goes on with what was loaded', () => {
    const { rows: all, cursor } = withHead(loaded('cdefgh'), page('abcd'));
    expect([all.map(({ id }) => id).join(''), cursor]).toEqual(['abcdefgh', 'old']);
    expect(all.map(({ state }) => state === 'RUNNING').lastIndexOf(true)).toBe(3);
  });

  it('has states as they are now, and lacks what is gone', () => {
    expect(shown(withHead(loaded('abcdef'), page('acd')))).toEqual(['acdef', 'old', true]);
    expect(withHead(loaded('ab'), page('ab', false)).rows[0]?.state).toBe('RUNNING');
  });

  it('is that page alone where it is all, where no more was loaded, or where the two do not meet', () => {
    expect(shown(withHead(loaded('abc', false), page('ac', false)))).toEqual(['ac', 'new', false]);
    expect(shown(withHead(loaded('abc'), page('xyz')))).toEqual(['xyz', 'new', true]);
    expect(shown(withHead(loaded('abc'), page('xab')))).toEqual(['xabc', 'old', true]);
    expect(shown(withHead(loaded(''), page('ab')))).toEqual(['ab', 'new', true]);
    expect(shown(withHead(loaded('', false), page('', false)))).toEqual(['', 'new', false]);
  });
});
