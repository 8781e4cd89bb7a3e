import { Paare, type Paar } from '../../bausteine/Liste.js';

const beschriftungen: Record<string, string> = {
  stelle: 'Ansprechstelle',
  name: 'Ansprechstelle',
  ansprechperson: 'Ansprechperson',
  anschrift: 'Anschrift',
  adresse: 'Anschrift',
  telefon: 'Telefon',
  email: 'E-Mail',
  zeiten: 'Erreichbar',
  oeffnungszeiten: 'Erreichbar',
  web: 'Internet',
  internet: 'Internet',
};

function wertOf(art: string, wert: string) {
  if (art === 'email') return <a href={`mailto:${wert}`}>{wert}</a>;
  if (art === 'telefon') return <a href={`tel:${wert.replace(/[^\d+]/g, '')}`}>{wert}</a>;
  if (/^https:\/\//.test(wert)) return <a href={wert}>{wert.replace('https://', '')}</a>;
  return wert;
}

/** Whom to ask when the page does not help; shows what kommune.json names. */
export function Kontakt({ kontakt }: { kontakt: Record<string, string> }) {
  const paare: Paar[] = Object.entries(kontakt).map(([art, wert]) => ({
    frage: beschriftungen[art] ?? art.charAt(0).toUpperCase() + art.slice(1),
    antwort: wertOf(art, wert),
  }));
  if (paare.length === 0) return null;
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="kontakt">
      <h2 className="kern-heading-medium" id="kontakt">
        Fragen? Wir helfen gern.
      </h2>
      <Paare paare={paare} />
    </section>
  );
}
