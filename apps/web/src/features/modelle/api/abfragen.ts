import { useQuery } from '@tanstack/react-query';
import { loadDatei, loadStand, loadVersionen } from './modelle.js';

export const standKey = ['modelle', 'stand'] as const;

export const useStand = () => useQuery({ queryKey: standKey, queryFn: () => loadStand() });

export const useVersionen = () =>
  useQuery({ queryKey: ['modelle', 'versionen'], queryFn: () => loadVersionen() });

/** The files of one version; a version never changes, so one answer is enough. */
export const useAltenStand = (version: number) =>
  useQuery({
    queryKey: ['modelle', 'stand', version],
    queryFn: () => loadStand(version),
    staleTime: Infinity,
  });

export const useDatei = (pfad: string, version: number | null) =>
  useQuery({
    queryKey: ['modelle', 'datei', pfad, version],
    queryFn: () => loadDatei(pfad, version ?? 0),
    enabled: version !== null,
    staleTime: Infinity,
  });
