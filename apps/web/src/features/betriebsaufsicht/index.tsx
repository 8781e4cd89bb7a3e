import type { RouteObject } from 'react-router';

/** Pages of "Betrieb": what stands still, and moving cases to another version. */
export const betriebRoutes: RouteObject[] = [
  { path: 'betrieb', lazy: async () => ({ Component: (await import('./Stoerungen.js')).Stoerungen }) },
  {
    path: 'betrieb/ablaeufe/:id',
    lazy: async () => ({ Component: (await import('./AblaufSeite.js')).AblaufSeite }),
  },
  { path: 'betrieb/umzug', lazy: async () => ({ Component: (await import('./Umzug.js')).Umzug }) },
  { path: 'betrieb/laeufe', lazy: async () => ({ Component: (await import('./Laeufe.js')).Laeufe }) },
  { path: 'betrieb/laeufe/:id', lazy: async () => ({ Component: (await import('./Lauf.js')).Lauf }) },
];
