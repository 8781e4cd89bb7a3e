import { createBrowserRouter, type RouteObject } from 'react-router';
import { betriebRoutes } from './features/betriebsaufsicht/index.js';
import { modelleRoutes } from './features/modelle/index.js';
import { Fehlergrenze } from './layout/Fehlergrenze.js';
import { Ladeanzeige } from './layout/Ladeanzeige.js';
import { Layout } from './layout/Layout.js';
import { NichtGefunden } from './layout/NichtGefunden.js';
import { NurAngemeldet } from './layout/NurAngemeldet.js';

const angemeldet: RouteObject[] = [
  {
    path: 'aufgaben',
    lazy: async () => ({ Component: (await import('./features/aufgaben/Eingang.js')).Eingang }),
  },
  {
    path: 'aufgaben/:id',
    lazy: async () => ({ Component: (await import('./features/aufgaben/AufgabeSeite.js')).AufgabeSeite }),
  },
  {
    path: 'vorgaenge',
    lazy: async () => ({ Component: (await import('./features/vorgaenge/Liste.js')).Liste }),
  },
  {
    path: 'vorgaenge/:id',
    lazy: async () => ({ Component: (await import('./features/vorgaenge/VorgangSeite.js')).VorgangSeite }),
  },
  {
    path: 'vorgaenge/:id/anliegen',
    lazy: async () => ({
      Component: (await import('./features/vorgaenge/AnliegenMelden.js')).AnliegenMelden,
    }),
  },
  {
    path: 'postfach',
    lazy: async () => ({ Component: (await import('./features/postfach/Postfach.js')).Postfach }),
  },
  {
    path: 'konten/neu',
    lazy: async () => ({ Component: (await import('./features/konten/Einladen.js')).Einladen }),
  },
  {
    path: 'konten/:id',
    lazy: async () => ({ Component: (await import('./features/konten/KontoSeite.js')).KontoSeite }),
  },
  {
    path: 'sicherheit',
    lazy: async () => ({
      Component: (await import('./features/sicherheit/SicherheitSeite.js')).SicherheitSeite,
    }),
  },
  {
    path: 'loeschen',
    lazy: async () => ({
      Component: (await import('./features/datenschutz/LoeschenSeite.js')).LoeschenSeite,
    }),
  },
  { path: 'konten', lazy: async () => ({ Component: (await import('./features/konten/Konten.js')).Konten }) },
  {
    path: 'schnittstellen',
    lazy: async () => ({
      Component: (await import('./features/schnittstellen/Schnittstellen.js')).Schnittstellen,
    }),
  },
  ...betriebRoutes,
  ...modelleRoutes,
];

const oeffentlich: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('./features/kommunen/Auswahl.js')).Auswahl }),
  },
  {
    path: 'status',
    lazy: async () => ({ Component: (await import('./features/status/StatusSeite.js')).StatusSeite }),
  },
  {
    path: 'anmelden',
    lazy: async () => ({ Component: (await import('./features/anmeldung/Anmelden.js')).Anmelden }),
  },
  {
    path: 'passwort',
    lazy: async () => ({
      Component: (await import('./features/anmeldung/PasswortFestlegen.js')).PasswortFestlegen,
    }),
  },
  {
    path: ':kommune',
    lazy: async () => ({ Component: (await import('./features/kommunen/Startseite.js')).Startseite }),
  },
  {
    path: ':kommune/datenschutz',
    lazy: async () => ({
      Component: (await import('./features/kommunen/Datenschutzhinweise.js')).Datenschutzhinweise,
    }),
  },
  {
    path: ':kommune/melden/:zugang',
    lazy: async () => ({ Component: (await import('./features/melden/Melden.js')).Melden }),
  },
  {
    path: ':kommune/melden/:zugang/eingegangen',
    lazy: async () => ({ Component: (await import('./features/melden/Eingegangen.js')).Eingegangen }),
  },
  { path: '*', Component: NichtGefunden },
];

/** Every page is a lazy chunk; the editors behind /modelle bring their own. */
export const routes: RouteObject[] = [
  {
    path: '/',
    Component: Layout,
    ErrorBoundary: Fehlergrenze,
    HydrateFallback: Ladeanzeige,
    children: [
      {
        ErrorBoundary: Fehlergrenze,
        children: [{ Component: NurAngemeldet, children: angemeldet }, ...oeffentlich],
      },
    ],
  },
];

export const createRouter = () => createBrowserRouter(routes);
