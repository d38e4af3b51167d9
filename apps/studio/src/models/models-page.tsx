import { useText } from '../text/index.ts';

export default function ModelsPage() {
  const { models } = useText();
  return (
    <header className="page-header">
      <h1>{models.title}</h1>
    </header>
  );
}
