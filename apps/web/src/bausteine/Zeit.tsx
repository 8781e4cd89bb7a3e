import { formatDauer, formatRelativ, formatZeit } from './datum.js';
import { useJetzt } from './jetzt.js';

/** A point in time: how long ago or until, and exactly when. */
export function Zeit({ am }: { am: string }) {
  const jetzt = useJetzt();
  return (
    <time dateTime={am}>
      {formatRelativ(am, jetzt)} <span className="zst-leise zst-klein">({formatZeit(am)})</span>
    </time>
  );
}

/** The time since then, to follow "seit"; the exact time can be left out where it stands nearby. */
export function Dauer({ seit, kurz = false }: { seit: string; kurz?: boolean }) {
  const jetzt = useJetzt();
  return (
    <time dateTime={seit}>
      {formatDauer(seit, jetzt)}
      {kurz ? null : <span className="zst-leise zst-klein"> ({formatZeit(seit)})</span>}
    </time>
  );
}
