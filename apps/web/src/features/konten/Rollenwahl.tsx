import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, daten } from '../../api/client.js';
import type { KontenAuswahl, Rollenangabe } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Knopf } from '../../bausteine/Knopf.js';

/** A line of the form: nothing is chosen for anybody. */
export interface Rollenzeile {
  organisation: string;
  rolle: Rollenangabe['rolle'] | '';
}

export const LEER: Rollenzeile = { organisation: '', rolle: '' };

/** The lines in which both are chosen. */
export const rollenOf = (zeilen: Rollenzeile[]): Rollenangabe[] =>
  zeilen.flatMap(({ organisation, rolle }) => (organisation && rolle ? [{ organisation, rolle }] : []));

interface Props {
  rollen: Rollenzeile[];
  onRollen: (rollen: Rollenzeile[]) => void;
  /** a heading above says it already */
  ohneTitel?: boolean;
}

/** What a person is, and for whom: one line each, at least one. */
export function Rollenwahl(props: Props) {
  const auswahl = useQuery({
    queryKey: ['konten-auswahl'],
    queryFn: () => daten(api.GET('/api/konten/auswahl')),
  });
  return <Abfrage abfrage={auswahl}>{(daten) => <Zeilen auswahl={daten} {...props} />}</Abfrage>;
}

function Zeilen({ auswahl, rollen, onRollen, ohneTitel }: Props & { auswahl: KontenAuswahl }) {
  const anzahl = useRef(rollen.length);
  useEffect(() => {
    if (rollen.length !== anzahl.current) document.getElementById(`rolle-${rollen.length}`)?.focus();
    anzahl.current = rollen.length;
  }, [rollen.length]);
  return (
    <fieldset className="kern-fieldset">
      <legend className={ohneTitel ? 'kern-sr-only' : 'kern-label'}>Rollen</legend>
      <div className="kern-fieldset__body zst-stapel">
        {rollen.map((rolle, index) => (
          <Zeile
            key={index}
            nummer={index + 1}
            auswahl={auswahl}
            rolle={rolle}
            onRolle={(geaendert) => onRollen(rollen.with(index, geaendert))}
            onWeg={rollen.length > 1 ? () => onRollen(rollen.toSpliced(index, 1)) : null}
          />
        ))}
        <div className="zst-knoepfe">
          <Knopf art="tertiary" onClick={() => onRollen([...rollen, LEER])}>
            Weitere Rolle
          </Knopf>
        </div>
      </div>
    </fieldset>
  );
}

interface ZeileProps {
  nummer: number;
  auswahl: KontenAuswahl;
  rolle: Rollenzeile;
  onRolle: (rolle: Rollenzeile) => void;
  onWeg: (() => void) | null;
}

function Zeile({ nummer, auswahl, rolle, onRolle, onWeg }: ZeileProps) {
  return (
    <div className="zst-rollenzeile">
      <Auswahl
        id={`rolle-${nummer}`}
        beschriftung={nummer === 1 ? 'Rolle' : `Rolle ${nummer}`}
        wert={rolle.rolle}
        werte={auswahl.rollen.map((eine) => [eine.rolle, eine.text])}
        onWert={(wert) => onRolle({ ...rolle, rolle: wert as Rollenzeile['rolle'] })}
      />
      <Auswahl
        id={`organisation-${nummer}`}
        beschriftung={nummer === 1 ? 'Organisation' : `Organisation ${nummer}`}
        wert={rolle.organisation}
        werte={auswahl.organisationen.map(({ id, name }) => [id, name])}
        onWert={(organisation) => onRolle({ ...rolle, organisation })}
      />
      {onWeg ? (
        <button
          type="button"
          className="zst-textknopf"
          aria-label={`Rolle ${nummer} entfernen`}
          onClick={onWeg}
        >
          Entfernen
        </button>
      ) : null}
    </div>
  );
}

interface AuswahlProps {
  id: string;
  beschriftung: string;
  wert: string;
  werte: [string, string][];
  onWert: (wert: string) => void;
}

function Auswahl({ id, beschriftung, wert, werte, onWert }: AuswahlProps) {
  return (
    <div className="kern-form-input">
      <label className="kern-label" htmlFor={id}>
        {beschriftung}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select
          id={id}
          className="kern-form-input__select"
          required
          value={wert}
          onChange={(event) => onWert(event.target.value)}
        >
          <option value="">Bitte wählen</option>
          {werte.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
