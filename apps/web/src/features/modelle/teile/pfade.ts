const encode = (pfad: string) => pfad.split('/').map(encodeURIComponent).join('/');

export const dateiLink = (pfad: string): string => `/modelle/datei/${encode(pfad)}`;

export const versionLink = (version: number): string => `/modelle/versionen/${version}`;

export const alteDateiLink = (version: number, pfad: string): string =>
  `${versionLink(version)}/datei/${encode(pfad)}`;
