import { dateiname } from '../dateiart.js';

/** Offers a file's content as a download. */
export function downloadDatei(pfad: string, inhalt: string): void {
  const url = URL.createObjectURL(new Blob([inhalt], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = dateiname(pfad);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export const groesse = 2_000_000;

/** Why a file from the computer can't be taken; null if it can. */
export function checkLokaleDatei(name: string, bytes: number): string | null {
  if (bytes > groesse) return 'Die Datei ist größer als 2 MB und wird deshalb nicht angenommen.';
  if (!/^[A-Za-z0-9_.-]+$/.test(name))
    return 'Der Dateiname darf nur Buchstaben ohne Umlaute, Ziffern, Punkt, Binde- und Unterstrich enthalten.';
  return null;
}
