import { useText } from '../text/index.ts';
import type { Generation } from './generation-page.tsx';
import { settingName, settingValue } from './setting-names.ts';
import { settingRows } from './setting-rows.ts';

export function SettingsList({ generation }: { readonly generation: Generation }) {
  const text = useText();
  return (
    <dl className="settings-list">
      {settingRows(generation).map((row) => (
        <div key={row.name} className="settings-row">
          <dt title={row.name}>{settingName(row.name, text)}</dt>
          <dd>{settingValue(row, text)}</dd>
        </div>
      ))}
    </dl>
  );
}
