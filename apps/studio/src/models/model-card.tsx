import type { ModelsQuery } from '../api/generated/models.ts';
import { bytes } from '../format.ts';
import { useText } from '../text/index.ts';
import { Callout } from '../ui/callout.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { FailureLine } from '../ui/failure-line.tsx';
import { TableScroll } from '../ui/table-scroll.tsx';
import { QuantiseForm } from './quantise-form.tsx';

export type Model = ModelsQuery['models'][number];

const millions = (count: number): string =>
  count >= 1e9 ? `${(count / 1e9).toFixed(1)} B` : `${(count / 1e6).toFixed(1)} M`;

function Networks({ networks }: Pick<Model, 'networks'>) {
  const { models: words } = useText();
  return (
    <TableScroll label={words.networks}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.plugin}</th>
            <th scope="col">{words.file}</th>
            <th scope="col" className="number">
              {words.parameters}
            </th>
            <th scope="col" className="number">
              {words.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {networks.map(({ role, plugin, file, parameters, bytes: size }) => (
            <tr key={role}>
              <th scope="row">{words.roles[role]}</th>
              <td>{plugin}</td>
              <td>
                <code>{file}</code>
              </td>
              <td className="number">{millions(parameters)}</td>
              <td className="number">{bytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Files({ files }: Pick<Model, 'files'>) {
  const { models: words } = useText();
  return (
    <TableScroll label={words.files}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.file}</th>
            <th scope="col">{words.use}</th>
            <th scope="col">{words.precision}</th>
            <th scope="col" className="number">
              {words.size}
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ path, role, kind, precisions, bytes: size, problem }) => (
            <tr key={path} className={problem ? 'row-problem' : undefined}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>
                {problem ? (
                  <>
                    <FailureLine failure={problem} /> <code>{problem.code}</code>
                  </>
                ) : role ? (
                  words.uses[role]
                ) : (
                  words.fileKinds[kind]
                )}
              </td>
              <td>{precisions.map(({ dtype }) => dtype).join(', ')}</td>
              <td className="number">{bytes(size)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** A model set: what it can do, what it is made of, and what can be made of it. */
export function ModelCard({ model, onStarted }: { readonly model: Model; onStarted(): void }) {
  const { models: words } = useText();
  const { name, modes, problem, problemCode, networks, files, loras } = model;
  const total = networks.reduce((sum, network) => sum + network.bytes, 0);
  return (
    <article className="card">
      <header className="model-header">
        <h3 className="section-title">{name}</h3>
        <span className="muted">{[...modes.map((mode) => words.modes[mode]), bytes(total)].join(' · ')}</span>
        <span className="badge" data-state={problem === null ? 'IDLE' : 'FAILED'}>
          <span className="badge-dot" aria-hidden />
          {problem === null ? words.usable : null}
        </span>
      </header>
      {problem && problemCode ? (
        <Callout tone="problem">
          <FailureLine failure={{ code: problemCode, message: problem }} />
        </Callout>
      ) : null}
      <Disclosure title={words.networks} summary={networks.length}>
        <Networks networks={networks} />
      </Disclosure>
      <Disclosure title={words.files} summary={files.length}>
        <Files files={files} />
      </Disclosure>
      {loras.length > 0 ? (
        <Disclosure title={words.loras} summary={loras.length}>
          <ul className="stack">
            {loras.map((lora) => (
              <li key={lora.name}>
                <code>{lora.name}</code>{' '}
                <span className="muted">
                  {bytes(lora.bytes)} ·{' '}
                  {lora.problem ? <FailureLine failure={lora.problem} /> : words.fits(lora.matched, lora.targets)}
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
      ) : null}
      <Disclosure title={words.quantise}>
        <QuantiseForm model={name} onStarted={onStarted} />
      </Disclosure>
    </article>
  );
}
