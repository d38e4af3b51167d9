import { preferences } from '../preferences.ts';
import { common, errors } from '../text/common.ts';
import { loadAnew } from './load-anew.ts';

/** Milliseconds between two looks whether there is a server again. */
const AGAIN = 2000;

/** A callout as the page itself has them; what draws the others is not there. */
function tell(sentence: string): void {
  const title = document.createElement('p');
  title.className = 'callout-title';
  title.textContent = sentence;
  const retry = document.createElement('button');
  retry.className = 'button button-plain';
  retry.textContent = common[preferences.get().language].retry;
  retry.addEventListener('click', () => location.reload());
  const words = document.createElement('div');
  words.append(title, retry);
  const callout = document.createElement('main');
  callout.className = 'callout callout-problem';
  callout.setAttribute('role', 'alert');
  callout.append(words);
  document.getElementById('root')!.replaceChildren(callout);
}

/** Stands in for a page whose script could not be had: says so, and goes on as soon as the server answers. */
export async function withoutPage(): Promise<void> {
  const { unreachable, notLoaded } = errors[preferences.get().language];
  if (!(await loadAnew())) {
    tell(unreachable);
    do await new Promise((resolve) => setTimeout(resolve, AGAIN));
    while (!(await loadAnew()));
  }
  tell(notLoaded);
}
