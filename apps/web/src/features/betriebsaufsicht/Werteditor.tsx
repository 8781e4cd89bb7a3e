import { useEffect, useState } from 'react';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { ARTEN, artOf, readWert, textOf, type Wertart } from './werte.js';

interface Props {
  name: string;
  wert: unknown;
  onWert: (wert: unknown) => void;
  onAbbruch: () => void;
}

const ARTWAHL = Object.entries(ARTEN).map(([wert, text]) => ({ wert, text }));
const JA_NEIN = [
  { wert: 'ja', text: 'Ja' },
  { wert: 'nein', text: 'Nein' },
];

/** One value in a field of its kind; Enter takes it over, Escape leaves it as it was. */
export function Werteditor({ name, wert, onWert, onAbbruch }: Props) {
  const [art, setArt] = useState<Wertart>(artOf(wert));
  const [text, setText] = useState(textOf(wert));
  const [fehler, setFehler] = useState<string>();
  useEffect(() => document.getElementById('wert')?.focus(), []);
  const take = () => {
    const gelesen = readWert(art, art === 'janein' && text !== 'ja' ? 'nein' : text);
    if ('fehler' in gelesen) setFehler(gelesen.fehler);
    else onWert(gelesen.wert);
  };
  return (
    <div
      role="group"
      aria-label={`${name} ändern`}
      className="zst-stapel zst-stapel--eng"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onAbbruch();
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        take();
      }}
    >
      <Wertfeld name={name} art={art} text={text} fehler={fehler} onText={setText} />
      <Auswahlfeld
        id="wertart"
        beschriftung="Art des Wertes"
        wert={art}
        optionen={ARTWAHL}
        onWert={(neu) => {
          setFehler(undefined);
          setArt(neu as Wertart);
        }}
      />
      <div className="zst-knoepfe">
        <Knopf art="secondary" onClick={take}>
          Wert übernehmen
        </Knopf>
        <Knopf art="tertiary" onClick={onAbbruch}>
          Abbrechen
        </Knopf>
      </div>
    </div>
  );
}

interface Feldprops {
  name: string;
  art: Wertart;
  text: string;
  fehler: string | undefined;
  onText: (text: string) => void;
}

function Wertfeld({ name, art, text, fehler, onText }: Feldprops) {
  const gemeinsam = { id: 'wert', beschriftung: name, fehler };
  const onChange = ({ target }: { target: { value: string } }) => onText(target.value);
  switch (art) {
    case 'leer':
      return <p className="zst-leise">„{name}“ bekommt keinen Wert.</p>;
    case 'janein':
      return (
        <Auswahlfeld {...gemeinsam} wert={text === 'ja' ? 'ja' : 'nein'} optionen={JA_NEIN} onWert={onText} />
      );
    case 'zahl':
      return <Textfeld {...gemeinsam} inputMode="decimal" value={text} onChange={onChange} />;
    case 'text':
      return <Textfeld {...gemeinsam} value={text} onChange={onChange} />;
    case 'liste':
      return <Textbereich {...gemeinsam} hinweis="Ein Eintrag pro Zeile" value={text} onChange={onChange} />;
    case 'json':
      return (
        <Textbereich
          {...gemeinsam}
          className="btr-json"
          spellCheck={false}
          value={text}
          onChange={onChange}
        />
      );
  }
}
