import type { Problem } from '../api/use-catalogue.ts';
import { knownName } from '../generation/setting-names.ts';
import { useText } from '../text/index.ts';
import { Callout, FailureText } from '../ui/callout.tsx';

interface Props {
  readonly problems: readonly Problem[];
}

/** In a list of presets: that one cannot be used here, and which of its settings are at fault. */
export function PresetLack({ problems }: Props) {
  const text = useText();
  if (problems.length === 0) return null;
  const fields = problems.flatMap(({ field }) => (field && knownName(field, text)) ?? []);
  return <span className="preset-lack">{text.presets.unusableFor(text.common.list([...new Set(fields)]))}</span>;
}

/** Why a preset cannot be used here. */
export function PresetProblems({ problems }: Props) {
  const { presets: words } = useText();
  if (problems.length === 0) return null;
  return (
    <Callout tone="note" title={words.unusable}>
      <ul className="stack">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.field}`}>
            <FailureText failure={problem} />
          </li>
        ))}
      </ul>
    </Callout>
  );
}
