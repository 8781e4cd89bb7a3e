import { useState, type ReactNode } from 'react';
import { formatAnzahl } from '../../bausteine/anzahl.js';
import { Marke } from '../../bausteine/Marke.js';
import type { Werte } from './variablen.js';
import { formatWert, groupWerte, listBlaetter, replaceAt, type Blatt, type Gruppe } from './werte.js';
import { Werteditor } from './Werteditor.js';

interface Props {
  werte: Werte;
  vorher: Werte;
  /** variables that matter most now: their groups lead and are open */
  zuerst: readonly string[];
  onWerte: (werte: Werte) => void;
}

const keyOf = (pfad: string[]): string => pfad.join(' › ');

/** All variables to read, one value a row; each can be changed where it stands. */
export function Wertetabelle({ werte, vorher, zuerst, onWerte }: Props) {
  const [offen, setOffen] = useState<string | null>(null);
  const [zuletzt, setZuletzt] = useState<string | null>(null);
  const alt = new Map(listBlaetter(vorher).map(({ pfad, wert }) => [keyOf(pfad), wert]));
  const close = () => {
    setZuletzt(offen);
    setOffen(null);
  };
  const change = (pfad: string[], wert: unknown) => {
    close();
    onWerte(replaceAt(werte, pfad, wert));
  };
  return groupWerte(werte, zuerst).map((gruppe) => (
    <Gruppenklappe key={gruppe.name} gruppe={gruppe} offen={!gruppe.name || zuerst.includes(gruppe.name)}>
      {gruppe.blaetter.map((blatt) => {
        const key = keyOf(blatt.pfad);
        return key === offen ? (
          <tr key={key}>
            <td colSpan={3}>
              <Werteditor
                name={key}
                wert={blatt.wert}
                onWert={(wert) => change(blatt.pfad, wert)}
                onAbbruch={close}
              />
            </td>
          </tr>
        ) : (
          <Zeile
            key={key}
            blatt={blatt}
            alt={alt.get(key)}
            dran={key === zuletzt}
            onAendern={() => setOffen(key)}
          />
        );
      })}
    </Gruppenklappe>
  ));
}

function Gruppenklappe({
  gruppe: { name, blaetter },
  offen,
  children,
}: {
  gruppe: Gruppe;
  offen: boolean;
  children: ReactNode;
}) {
  const [anfangs] = useState(offen);
  const titel = name || 'Einzelne Werte';
  return (
    <details className="zst-klappe zst-tabelle" open={anfangs}>
      <summary>
        {titel} <span className="zst-leise zst-klein">{formatAnzahl(blaetter.length, 'Wert', 'Werte')}</span>
      </summary>
      <table className="btr-tabelle">
        <caption className="kern-sr-only">{titel}</caption>
        <thead>
          <tr className="kern-sr-only">
            <th scope="col">Name</th>
            <th scope="col">Wert</th>
            <th scope="col">Ändern</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </details>
  );
}

interface Zeilenprops {
  blatt: Blatt;
  alt: unknown;
  /** its editor has just been closed: the focus comes back here */
  dran: boolean;
  onAendern(): void;
}

function Zeile({ blatt: { pfad, wert }, alt, dran, onAendern }: Zeilenprops) {
  const geaendert = JSON.stringify(wert) !== JSON.stringify(alt);
  const kurz = keyOf(pfad.length > 1 ? pfad.slice(1) : pfad);
  return (
    <tr>
      <th scope="row">{kurz}</th>
      <td>
        <span className={wert === null ? 'zst-leise' : undefined}>{formatWert(wert)}</span>
        {geaendert ? (
          <>
            {' '}
            <Marke art="warning">geändert</Marke>{' '}
            <span className="zst-leise zst-klein">vorher: {formatWert(alt ?? null)}</span>
          </>
        ) : null}
      </td>
      <td>
        <button
          type="button"
          className="zst-textknopf"
          autoFocus={dran}
          aria-label={`Ändern: ${keyOf(pfad)}`}
          onClick={onAendern}
        >
          Ändern
        </button>
      </td>
    </tr>
  );
}
