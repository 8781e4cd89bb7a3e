import { formatDauer, formatRelativ, formatZeit } from './datum.js';
import { useJetzt } from './jetzt.js';

/** A point in time: how long ago or until, and exactly when. */
export function Zeit({ am }: { am: string }) {
  const jetzt = useJetzt();
  return (
    <time dateTime={am}>
      <span className="zst-relativ">{formatRelativ(am, jetzt)} </span>
      <span className="zst-leise zst-klein zst-genau">{formatZeit(am)}</span>
    </time>
  );
}

/** The time since then, to follow "seit"; the exact time can be left out where it stands nearby. */
export function Dauer({ seit, kurz = false }: { seit: string; kurz?: boolean }) {
  const jetzt = useJetzt();
  return (
    <time dateTime={seit}>
      <span className={kurz ? undefined : 'zst-relativ'}>{formatDauer(seit, jetzt)} </span>
      {kurz ? null : <span className="zst-leise zst-klein zst-genau">{formatZeit(seit)}</span>}
    </time>
  );
}
