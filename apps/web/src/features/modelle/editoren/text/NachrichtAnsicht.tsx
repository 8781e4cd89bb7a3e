import { useId, useRef } from 'react';
import type { Ansichtprops } from '../ansicht.js';
import { parseNachricht, placeholdersOf, writeNachricht } from './nachricht.js';

const platzhalter: { name: string; erklaerung: string }[] = [
  { name: 'referenz', erklaerung: 'Nummer der Meldung oder des Anliegens' },
  { name: 'statuslink', erklaerung: 'Adresse der Statusseite für die meldende Stelle' },
  { name: 'link', erklaerung: 'Adresse des Vorgangs für Mitarbeitende' },
  { name: 'vorschlag.zielText', erklaerung: 'wohin die Meldung nach dem Vorschlag gehört' },
  { name: 'vorschlag.begruendung', erklaerung: 'warum' },
];

/** A mail template as two fields with help for placeholders. */
export function NachrichtAnsicht({ inhalt, bearbeitbar, onChange }: Ansichtprops) {
  const id = useId();
  const feld = useRef<HTMLTextAreaElement>(null);
  const nachricht = parseNachricht(inhalt);
  const change = (teil: Partial<typeof nachricht>) => onChange(writeNachricht({ ...nachricht, ...teil }));
  const insert = (name: string) => {
    const { selectionStart: von = 0, selectionEnd: bis = 0 } = feld.current ?? {};
    change({ text: `${nachricht.text.slice(0, von)}{{${name}}}${nachricht.text.slice(bis)}` });
    feld.current?.focus();
  };
  return (
    <div className="zst-stapel zst-text">
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={`${id}-betreff`}>
          Betreff
        </label>
        <input
          id={`${id}-betreff`}
          className="kern-form-input__input"
          value={nachricht.betreff}
          readOnly={!bearbeitbar}
          onChange={(event) => change({ betreff: event.target.value })}
        />
      </div>
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={`${id}-text`}>
          Text
        </label>
        <textarea
          id={`${id}-text`}
          ref={feld}
          className="kern-form-input__input mod-hoch"
          rows={14}
          value={nachricht.text}
          readOnly={!bearbeitbar}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <Platzhalter benutzt={placeholdersOf(inhalt)} onInsert={bearbeitbar ? insert : null} />
    </div>
  );
}

interface Platzhalterprops {
  benutzt: string[];
  onInsert: ((name: string) => void) | null;
}

function Platzhalter({ benutzt, onInsert }: Platzhalterprops) {
  const bekannt = new Set(platzhalter.map(({ name }) => name));
  const weitere = benutzt.filter((name) => !bekannt.has(name));
  return (
    <section className="zst-stapel zst-stapel--eng" aria-label="Platzhalter">
      <h2 className="kern-heading-small">Platzhalter</h2>
      <p className="zst-leise">
        Beim Versand wird {'{{…}}'} durch die Angabe aus dem Vorgang ersetzt. Namen und andere persönliche
        Angaben gehören nicht in E-Mails und stehen hier deshalb nicht zur Verfügung.
      </p>
      <ul className="mod-liste">
        {platzhalter.map(({ name, erklaerung }) => (
          <li key={name}>
            {onInsert ? (
              <button type="button" className="mod-textknopf" onClick={() => onInsert(name)}>
                {`{{${name}}} einfügen`}
              </button>
            ) : (
              <code>{`{{${name}}}`}</code>
            )}
            <span className="zst-leise"> · {erklaerung}</span>
          </li>
        ))}
      </ul>
      {weitere.length ? (
        <p className="zst-leise">Außerdem benutzt: {weitere.map((name) => `{{${name}}}`).join(', ')}</p>
      ) : null}
    </section>
  );
}
