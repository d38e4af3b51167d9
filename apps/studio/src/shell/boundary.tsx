import { Component, type ReactNode } from 'react';
import { useText } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Callout } from '../ui/callout.tsx';

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
    const { error } = this.state;
    if (error) return <Broken error={error} onRetry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
