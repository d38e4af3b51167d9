import { significant } from '../format.ts';
import type { WindowScore } from '../generation/progress.ts';
import { useText } from '../text/index.ts';

/** A stretch of the timeline for each window, with how far its colours drifted and how well the lips follow the voice. */
export function WindowScores({ scores }: { readonly scores: readonly WindowScore[] }) {
  const { result } = useText();
  const measured = scores.filter(({ drift, lipSync }) => drift !== null || lipSync !== null);
  if (measured.length === 0) return null;
  return (
    <ol className="window-scores" aria-label={result.windowScores}>
      {measured.map(({ window, frames, drift, lipSync, seam }) => {
        const facts = [
          drift === null ? null : `${result.drift} ${significant(drift)}`,
          lipSync === null ? null : `${result.lipSync} ${significant(lipSync)}`,
          seam === null ? null : `${result.seam} ${significant(seam)}`,
        ].filter(Boolean);
        return (
          <li key={window} className="window-score" style={{ flexGrow: frames }} title={facts.join(' · ')}>
            <span className="window-score-name">
              {result.window} {window + 1}
            </span>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </li>
        );
      })}
    </ol>
  );
}
