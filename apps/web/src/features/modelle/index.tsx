import type { RouteObject } from 'react-router';

/** Pages of "Abläufe und Regeln"; the drawing tools are chunks of their own behind the file page. */
export const modelleRoutes: RouteObject[] = [
  {
    path: 'modelle',
    lazy: async () => ({ Component: (await import('./seiten/Rahmen.js')).Rahmen }),
    children: [
      {
        index: true,
        lazy: async () => ({ Component: (await import('./seiten/Uebersicht.js')).Uebersicht }),
      },
      {
        path: 'datei/*',
        lazy: async () => ({ Component: (await import('./seiten/Dateiseite.js')).Dateiseite }),
      },
      {
        path: 'regel/:tabelle',
        lazy: async () => ({ Component: (await import('./seiten/Regel.js')).Regel }),
      },
      {
        path: 'versionen',
        lazy: async () => ({ Component: (await import('./seiten/Versionen.js')).Versionen }),
      },
      {
        path: 'versionen/:version',
        lazy: async () => ({ Component: (await import('./seiten/Version.js')).Version }),
      },
      {
        path: 'versionen/:version/datei/*',
        lazy: async () => ({ Component: (await import('./seiten/AlteDatei.js')).AlteDatei }),
      },
    ],
  },
];
