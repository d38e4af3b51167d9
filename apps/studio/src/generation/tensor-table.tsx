import type { RunFieldsFragment } from '../api/generated/generation.ts';
import type { StageName } from '../api/generated/schema.ts';
import { significant } from '../format.ts';
import { useText } from '../text/index.ts';
import { TableScroll } from '../ui/table-scroll.tsx';

type Tensor = RunFieldsFragment['stages'][number]['tensors'][number] & {
  readonly stage: StageName;
  readonly window?: number | null | undefined;
};

/** What the tensors between the stages looked like. A tensor with NaN stands out. */
export function TensorTable({ tensors }: { readonly tensors: readonly Tensor[] }) {
  const { result, stages } = useText();
  return (
    <TableScroll label={result.tensors}>
      <table className="table table-of-values">
        <thead>
          <tr>
            <th scope="col">{result.tensors}</th>
            <th scope="col">{result.stage}</th>
            <th scope="col">{result.tensorShape}</th>
            <th scope="col" className="number">
              {result.tensorRange}
            </th>
            <th scope="col" className="number">
              {result.tensorMean}
            </th>
            <th scope="col" className="number">
              {result.tensorNan}
            </th>
          </tr>
        </thead>
        <tbody>
          {tensors.map(({ name, dtype, shape, min, max, mean, nanCount, stage, window }) => (
            <tr key={`${stage}.${window ?? ''}.${name}`} className={nanCount > 0 ? 'row-problem' : undefined}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>
                {stages[stage]}
                {window == null ? '' : ` ${window + 1}`}
              </td>
              <td>
                <code>
                  {dtype} [{shape.join(', ')}]
                </code>
              </td>
              <td className="number">
                {significant(min)} … {significant(max)}
              </td>
              <td className="number">{significant(mean)}</td>
              <td className="number">{nanCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
