import { ImageIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { GenerationRowFragment } from '../api/generated/lists.ts';
import type { Dates } from '../dates.ts';
import { seconds } from '../format.ts';
import { openLink } from '../shell/open-link.ts';
import type { Catalogue } from '../text/areas.ts';
import { StateBadge } from '../ui/state-badge.tsx';

interface Props {
  readonly generation: GenerationRowFragment;
  /** What all rows share, handed down: while a list scrolls fast, subscriptions of each row would cost more than the row. */
  readonly text: Catalogue;
  readonly dates: Dates;
  readonly children?: ReactNode;
}

/** A generation as a row: picture, prompt, settings in a line, state. */
export const GenerationCard = memo(function GenerationCard({ generation, text, dates, children }: Props) {
  const { id, prompt, state, preset, settings, createdAt, output, image } = generation;
  const picture = output?.thumbnail ?? image?.thumbnail;
  const facts = [
    preset,
    `${settings.width}×${settings.height}`,
    `${settings.steps} × ${settings.scheduler.id}`,
    output?.seconds ? seconds(output.seconds) : null,
  ];
  return (
    <a href={`/generations/${id}`} className="row" onClick={openLink}>
      <span className="row-picture">
        {picture ? (
          <img src={picture} alt="" loading="lazy" decoding="async" width="64" height="64" />
        ) : (
          <ImageIcon size={22} aria-hidden />
        )}
      </span>
      <span className="row-text">
        <span className="row-title">{prompt || text.history.noPrompt}</span>
        <span className="row-facts">{facts.filter(Boolean).join(' · ')}</span>
        {children}
      </span>
      <span className="row-end">
        <StateBadge state={state} label={text.states[state]} />
        <time className="muted" dateTime={createdAt} title={dates.full(createdAt)}>
          {dates.ago(createdAt)}
        </time>
      </span>
    </a>
  );
});
