import { ImageIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { GenerationRowFragment } from '../api/generated/graphql.ts';
import { useDates } from '../dates.ts';
import { seconds } from '../format.ts';
import { useText } from '../text/index.ts';
import { StateBadge } from '../ui/state-badge.tsx';

/** A generation as a row: picture, prompt, settings in a line, state. */
export const GenerationCard = memo(function GenerationCard({
  generation,
  children,
}: {
  readonly generation: GenerationRowFragment;
  readonly children?: ReactNode;
}) {
  const { history } = useText();
  const dates = useDates();
  const { id, prompt, state, preset, settings, createdAt, output, image } = generation;
  const picture = output?.thumbnail ?? image?.thumbnail;
  const facts = [
    preset,
    `${settings.width}×${settings.height}`,
    `${settings.steps} × ${settings.scheduler.id}`,
    output?.seconds ? seconds(output.seconds) : null,
  ];
  return (
    <Link href={`/generations/${id}`} className="row">
      <span className="row-picture">
        {picture ? (
          <img src={picture} alt="" loading="lazy" decoding="async" width="64" height="64" />
        ) : (
          <ImageIcon size={22} aria-hidden />
        )}
      </span>
      <span className="row-text">
        <span className="row-title">{prompt || history.noPrompt}</span>
        <span className="row-facts">{facts.filter(Boolean).join(' · ')}</span>
        {children}
      </span>
      <span className="row-end">
        <StateBadge state={state} />
        <time className="muted" dateTime={createdAt} title={dates.full(createdAt)}>
          {dates.ago(createdAt)}
        </time>
      </span>
    </Link>
  );
});
