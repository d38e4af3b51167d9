import { Component, type ReactNode, useEffect, useState } from 'react';
import { useServerReturn } from '../api/server-return.ts';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';
import { loadAnew } from './load-anew.ts';
import { ViewUnreachable } from './view.ts';

/** A browser does not fetch a script again that it failed to fetch: only loading the page anew helps. */
function Unreachable() {
  const { errors, common } = useText();
  const reload = () => location.reload();
  useServerReturn(reload);
  const [answers, setAnswers] = useState(false);
  useEffect(() => void loadAnew().then(setAnswers), []);
  return (
    <Callout tone="problem" title={answers ? errors.notLoaded : errors.unreachable}>
      <Button onPress={reload}>{common.retry}</Button>
    </Callout>
  );
}

function Broken({ error, onRetry }: { readonly error: Error; onRetry(): void }) {
  const { errors, common } = useText();
  return (
    <Callout tone="problem" title={errors.broken}>
      <p>{error.message}</p>
      <Button onPress={onRetry}>{common.retry}</Button>
    </Callout>
  );
}

/** A view that fails says so and leaves the rest of the page usable. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state as { error: Error | null };
    if (error instanceof ViewUnreachable) return <Unreachable />;
    if (error) return <Broken error={error} onRetry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
