import { useText } from '../text/index.ts';

export default function PresetsPage() {
  const { presets } = useText();
  return (
    <header className="page-header">
      <h1>{presets.title}</h1>
    </header>
  );
}
