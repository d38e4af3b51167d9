import type { SettingDifference } from '../generation/setting-rows.ts';
import { useText } from '../text/index.ts';

interface Props {
  readonly rows: readonly SettingDifference[];
  readonly title: string;
  /** Headings of the two columns. */
  readonly left: string;
  readonly right: string;
}

/** Settings side by side, only where they differ. */
export function DifferenceTable({ rows, title, left, right }: Props) {
  const { result } = useText();
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="section-title">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{result.setting}</th>
            <th scope="col">{left}</th>
            <th scope="col">{right}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, here, there }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{here ?? '—'}</td>
              <td>{there ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
