import type { Generation } from './generation-page.tsx';
import { settingRows } from './setting-rows.ts';

export function SettingsList({ generation }: { readonly generation: Generation }) {
  return (
    <dl className="settings-list">
      {settingRows(generation).map(({ name, value }) => (
        <div key={name} className="settings-row">
          <dt>{name}</dt>
          <dd>{value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
