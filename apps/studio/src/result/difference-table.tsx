import { settingName, settingValue } from '../generation/setting-names.ts';
import type { SettingDifference } from '../generation/setting-rows.ts';
import { useText } from '../text/index.ts';
import { TableScroll } from '../ui/table-scroll.tsx';

interface Props {
  readonly rows: readonly SettingDifference[];
  readonly title: string;
  /** Headings of the two columns. */
  readonly left: string;
  readonly right: string;
}

/** Settings side by side, only where they differ. */
export function DifferenceTable({ rows, title, left, right }: Props) {
  const text = useText();
  const { result } = text;
  const cell = (name: string, value: string | null) => (value === null ? '—' : settingValue({ name, value }, text));
  return (
    <TableScroll label={title}>
      <table className="table table-of-differences">
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
              <th scope="row" title={name}>
                {settingName(name, text)}
              </th>
              <td>{cell(name, here)}</td>
              <td>{cell(name, there)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
