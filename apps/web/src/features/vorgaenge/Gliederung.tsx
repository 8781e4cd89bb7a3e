import type { Abschnitt, Schritt } from './textfassung.js';

const zustaende: Record<Schritt['zustand'], string> = {
  hier: 'Hier steht der Fall',
  stoerung: 'Störung',
  erledigt: 'erledigt',
  offen: '',
};

/** The text version of the diagram. */
export function Gliederung({ abschnitte }: { abschnitte: Abschnitt[] }) {
  return abschnitte.map((abschnitt) => (
    <section key={abschnitt.id} aria-label={abschnitt.name}>
      <h3 className="kern-title">{abschnitt.name}</h3>
      <Schritte schritte={abschnitt.schritte} />
    </section>
  ));
}

function Schritte({ schritte }: { schritte: Schritt[] }) {
  return (
    <ol className="zst-liste zst-gliederung">
      {schritte.map((schritt) => (
        <li key={schritt.id} aria-current={schritt.zustand === 'hier' ? 'step' : undefined}>
          {schritt.zustand === 'hier' ? <strong>{schritt.name}</strong> : schritt.name}{' '}
          <span className="zst-leise zst-klein">
            {[schritt.art, zustaende[schritt.zustand]].filter(Boolean).join(' · ')}
          </span>
          {schritt.weiter.length > 0 ? (
            <span className="zst-klein zst-zeilenweise">
              {schritt.weiter
                .map(({ bedingung, ziel }) => (bedingung ? `${bedingung}: ${ziel}` : `weiter mit ${ziel}`))
                .join('; ')}
            </span>
          ) : null}
          {schritt.schritte.length > 0 ? <Schritte schritte={schritt.schritte} /> : null}
        </li>
      ))}
    </ol>
  );
}
