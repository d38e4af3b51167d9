import { firstAnswers } from './api/first-answers.ts';
import { withoutPage } from './shell/without-page.ts';
import './styles/index.css';

/** Milliseconds that the page waits for what its first view shows; then it is drawn without. */
const PATIENCE = 300;

const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
// The question is on its way while the rest of the page is loaded, and the first view is drawn once. Not awaited here:
// the page needs what this file holds, so this file must come to its end.
Promise.all([import('./page.tsx'), Promise.race([firstAnswers(), patience])]).then(
  ([{ draw }]) => draw(),
  (cause: unknown) => {
    reportError(cause);
    void withoutPage();
  },
);
