import { useState } from 'react';
import { useMutation } from 'urql';
import { type Failure, outcome } from '../api/failure.ts';
import { ClearDefaultPlugin, SetDefaultPlugin } from '../api/generated/catalogue.ts';
import type { PluginKind } from '../api/generated/schema.ts';
import { type Plugin, useCatalogue } from '../api/use-catalogue.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { FailureCallout } from '../ui/callout.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

const KINDS: readonly PluginKind[] = [
  'SCHEDULER',
  'GUIDANCE',
  'STEP_CACHE',
  'MEMORY_STRATEGY',
  'PRECISION',
  'EXECUTION_PROVIDER',
  'OUTPUT',
  'NETWORK',
];

function PluginRow({ plugin, onFailure }: { readonly plugin: Plugin; onFailure(failure: Failure | null): void }) {
  const { models: words } = useText();
  const [{ fetching }, setDefault] = useMutation(SetDefaultPlugin);
  const [{ fetching: clearing }, clearDefault] = useMutation(ClearDefaultPlugin);
  const { kind, id, title, description, package: from, version, unavailable, options } = plugin;
  const isOwn = plugin.defaultOptions !== null;
  const choose = async () => {
    const { data, error } = await setDefault({ kind, id });
    onFailure(outcome(data?.setDefaultPlugin, error).failure);
  };
  const clear = async () => {
    const { data, error } = await clearDefault({ kind });
    onFailure(outcome(data?.clearDefaultPlugin, error).failure);
  };
  const facts = [`${from} ${version}`, options.length > 0 ? words.options(options.length) : null];
  return (
    <li className="plugin-row">
      <div className="grow">
        <p className="strategy-title">
          {title} <code>{id}</code>
          {isOwn ? <span className="tag">{words.isDefault}</span> : null}
        </p>
        <p className="muted">{description}</p>
        <p className="muted">{facts.filter(Boolean).join(' · ')}</p>
        {unavailable ? <p className="attempt-error">{unavailable}</p> : null}
      </div>
      {isOwn ? (
        <Button look="quiet" isDisabled={clearing} onPress={() => void clear()}>
          {words.clearDefault}
        </Button>
      ) : kind === 'NETWORK' ? null : (
        <Button
          look="quiet"
          isDisabled={unavailable !== null || fetching}
          aria-label={`${words.makeDefault}: ${title}`}
          onPress={() => void choose()}
        >
          {words.makeDefault}
        </Button>
      )}
    </li>
  );
}

/** Every plugin by kind, whoever wrote it; the default of a kind can be changed. */
export function PluginList() {
  const { models: words } = useText();
  const { catalogue } = useCatalogue();
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <section className="card" aria-label={words.plugins}>
      <h2 className="section-title">{words.plugins}</h2>
      {failure ? <FailureCallout failure={failure} /> : null}
      {KINDS.map((kind) => {
        const plugins = catalogue?.plugins(kind) ?? [];
        const own = plugins.find(({ defaultOptions }) => defaultOptions !== null);
        const summary = kind === 'NETWORK' ? plugins.length : (own?.title ?? words.byPreset);
        return (
          <Disclosure key={kind} title={words.kinds[kind]} summary={summary}>
            <ul className="stack">
              {plugins.map((plugin) => (
                <PluginRow key={plugin.id} plugin={plugin} onFailure={setFailure} />
              ))}
            </ul>
          </Disclosure>
        );
      })}
    </section>
  );
}
