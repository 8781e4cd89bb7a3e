import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ichQuery } from './api/ich.js';
import { createQueryClient } from './api/queryClient.js';
import { createRouter } from './routes.js';
import './styles/index.css';

/** Who is signed in and the code of the first page: shown at once when both are there, so that nothing jumps. */
const GEDULD = 1500;
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const client = createQueryClient();
const router = createRouter();
const pageLoaded = new Promise<void>((resolve) => {
  if (router.state.initialized) return resolve();
  const stop = router.subscribe((state) => {
    if (!state.initialized) return;
    stop();
    resolve();
  });
});
const tooLong = new Promise((resolve) => setTimeout(resolve, GEDULD));
await Promise.race([Promise.all([pageLoaded, client.prefetchQuery(ichQuery)]), tooLong]);

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
