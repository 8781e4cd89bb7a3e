import { useQuery } from '@tanstack/react-query';
import { api, daten } from './client.js';
import type { components } from './generated/schema.js';

type Schemas = components['schemas'];
export type Stoerungsart = Schemas['Stoerungsart'];
export type Stoerung = Schemas['Stoerung'];
export type Ablauf = Schemas['Ablauf'];
export type Stelle = Schemas['AblaufStelle'];
export type Eingriff = Schemas['Eingriff'];
export type Folge = Schemas['Folge'];
export type Fassung = Schemas['Fassung'];
export type Umzugsplan = Schemas['Umzugsplan'];
export type Umzugsvorschau = Schemas['Umzugsvorschau'];
export type Massenlauf = Schemas['Massenlauf'];
export type MassenlaufMitErgebnissen = Schemas['MassenlaufMitErgebnissen'];

/** What stands still, by place and kind; looked at again every minute for the number in the navigation. */
export const useBetriebsuebersicht = (darf = true) =>
  useQuery({
    queryKey: ['betrieb', 'uebersicht'],
    queryFn: () => daten(api.GET('/api/betrieb/uebersicht')),
    enabled: darf,
    refetchInterval: 60_000,
  });
