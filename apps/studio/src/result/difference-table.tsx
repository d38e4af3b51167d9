import type { Generation } from '../generation/generation-page.tsx';
import { settingDifferences, settingRows } from '../generation/setting-rows.ts';
import { useText } from '../text/index.ts';

/** Only the settings in which two results differ. */
export function DifferenceTable({ here, there }: { readonly here: Generation; readonly there: Generation }) {
  const { result } = useText();
  const rows = settingDifferences(settingRows(here), settingRows(there));
  if (rows.length === 0) return <p className="muted">{result.same}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <caption className="section-title">{result.differences}</caption>
        <thead>
          <tr>
            <th scope="col">{result.setting}</th>
            <th scope="col">{result.thisOne}</th>
            <th scope="col">{result.otherOne}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, here: left, there: right }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{left ?? '—'}</td>
              <td>{right ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
