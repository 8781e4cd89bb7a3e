import type { Folge } from '../../api/betrieb.js';
import { Marke } from '../../bausteine/Marke.js';

/** What a step does, sentence by sentence; what needs attention is marked. */
export function Folgenliste({ folgen }: { folgen: Folge[] }) {
  return (
    <ul className="zst-liste">
      {folgen.map(({ art, text }) => (
        <li key={text}>
          {art === 'warnung' ? (
            <>
              <Marke art="warning">Achtung</Marke>{' '}
            </>
          ) : null}
          {text}
        </li>
      ))}
    </ul>
  );
}
