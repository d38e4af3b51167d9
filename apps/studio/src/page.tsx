import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { client } from './api/client.ts';
import { App } from './shell/app.tsx';
import './shell/refuse-stray-files.ts';

export function draw(): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Provider value={client}>
        <App />
      </Provider>
    </StrictMode>,
  );
}
