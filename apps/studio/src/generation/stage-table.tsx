import type { RunFieldsFragment } from '../api/generated/generation.ts';
import { bytes, seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { TableScroll } from '../ui/table-scroll.tsx';

type Stage = RunFieldsFragment['stages'][number];

/** Time and memory of every stage, with a bar that shows which ones count. */
export function StageTable({ stages }: { readonly stages: readonly Stage[] }) {
  const { result, stages: names, watch } = useText();
  const longest = Math.max(...stages.map((stage) => stage.seconds), 0.001);
  return (
    <TableScroll label={result.timing}>
      <table className="table table-of-values">
        <thead>
          <tr>
            <th scope="col">{result.stage}</th>
            <th scope="col">{result.window}</th>
            <th scope="col" className="number">
              {result.time}
            </th>
            <th scope="col" className="wide" aria-hidden />
            <th scope="col" className="number">
              {result.memory}
            </th>
            <th scope="col" className="number">
              {result.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map(({ stage, window, seconds: time, cached, peakBytes, bytes: size }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stage may come twice, as for the two prompts
            <tr key={index}>
              <th scope="row">{names[stage]}</th>
              <td>{window == null ? '' : window + 1}</td>
              <td className="number">{cached ? watch.cached : seconds(time)}</td>
              <td className="wide" aria-hidden>
                <span className="table-bar" style={{ inlineSize: `${(time / longest) * 100}%` }} />
              </td>
              <td className="number">{peakBytes == null ? '—' : bytes(peakBytes)}</td>
              <td className="number">{bytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
