import { Blocks, Clapperboard, Film, History, SlidersHorizontal } from 'lucide-react';
import { Link } from 'wouter';
import { useText } from '../text/index.ts';
import { PreferencesMenu } from './preferences-menu.tsx';
import { useQueue } from './queue.tsx';

const ITEMS = [
  { path: '/', name: 'make', Icon: Clapperboard },
  { path: '/watch', name: 'watch', Icon: Film },
  { path: '/history', name: 'history', Icon: History },
  { path: '/presets', name: 'presets', Icon: SlidersHorizontal },
  { path: '/models', name: 'models', Icon: Blocks },
] as const;

/** How many generations run or wait, for the badge beside Watch. */
function useBusy(): number {
  const queue = useQueue();
  return queue ? queue.running.length + queue.waitingCount : 0;
}

export function Navigation({ path }: { readonly path: string }) {
  const { shell } = useText();
  const busy = useBusy();
  return (
    <header className="side">
      <Link href="/" className="brand" aria-label="Genesis">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span className="brand-name">Genesis</span>
      </Link>
      <nav aria-label={shell.navigation}>
        <ul className="nav">
          {ITEMS.map(({ path: target, name, Icon }) => (
            <li key={name}>
              <Link href={target} className="nav-item" aria-current={path === target ? 'page' : undefined}>
                <Icon size={19} strokeWidth={1.75} aria-hidden />
                <span className="nav-label">{shell[name]}</span>
                {name === 'watch' && busy > 0 ? (
                  <span className="nav-count" title={shell.running(busy)}>
                    <span aria-hidden>{busy}</span>
                    <span className="visually-hidden">{shell.running(busy)}</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <PreferencesMenu />
    </header>
  );
}
