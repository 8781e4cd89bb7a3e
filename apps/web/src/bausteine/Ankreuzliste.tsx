import { describe, Feldfehler, Feldhinweis, type Beschriftung } from './Feldrahmen.js';
import { Haken } from './Haken.js';

interface Props<Wert extends string> extends Beschriftung {
  optionen: readonly { wert: Wert; text: string }[];
  gewaehlt: readonly Wert[];
  onGewaehlt: (gewaehlt: Wert[]) => void;
}

/** A question with several boxes to tick; what is chosen keeps the order of ticking. It can take the focus by its id. */
export function Ankreuzliste<Wert extends string>(props: Props<Wert>) {
  const { id, beschriftung, hinweis, fehler, optionen, gewaehlt, onGewaehlt } = props;
  const { 'aria-describedby': beschrieben } = describe({ id, hinweis, fehler });
  return (
    <fieldset
      className={`kern-fieldset${fehler ? ' kern-fieldset--error' : ''}`}
      id={id}
      tabIndex={-1}
      aria-describedby={beschrieben}
    >
      <legend className="kern-label">{beschriftung}</legend>
      <Feldhinweis id={id} hinweis={hinweis} />
      <Feldfehler id={id} fehler={fehler} />
      <div className="kern-fieldset__body">
        {optionen.map(({ wert, text }) => (
          <Haken
            key={wert}
            id={`${id}-${wert}`}
            text={text}
            an={gewaehlt.includes(wert)}
            onAn={(an) => onGewaehlt(an ? [...gewaehlt, wert] : gewaehlt.filter((one) => one !== wert))}
          />
        ))}
      </div>
    </fieldset>
  );
}
