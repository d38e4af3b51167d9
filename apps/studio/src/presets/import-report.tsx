import type { ImportComfyWorkflowMutation } from '../api/generated/presets.ts';
import { useText } from '../text/index.ts';
import { TableScroll } from '../ui/table-scroll.tsx';

export type WorkflowImport = Extract<
  ImportComfyWorkflowMutation['importComfyWorkflow'],
  { readonly __typename: 'ImportComfyWorkflowSuccess' }
>['import'];

/** What became of each argument of a ComfyUI workflow. */
export function ImportReport({ report }: Pick<WorkflowImport, 'report'>) {
  const { presets: words } = useText();
  return (
    <TableScroll label={words.importReport}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.node}</th>
            <th scope="col">{words.argument}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.wentInto}</th>
          </tr>
        </thead>
        <tbody>
          {report.map(({ node, nodeType, argument, field, outcome, note, value }) => (
            <tr key={`${node}.${argument ?? ''}`}>
              <th scope="row">
                {nodeType} <span className="muted">{node}</span>
              </th>
              <td>
                <code>{argument ?? '—'}</code> {value == null ? '' : JSON.stringify(value)}
              </td>
              <td>{words.outcomes[outcome]}</td>
              <td>
                <code>{field ?? ''}</code> {note}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
