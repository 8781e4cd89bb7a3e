import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { useKommune } from '../../api/kommunen.js';
import type { Kommune, Schema } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Hinweis } from '../../bausteine/Hinweis.js';
import { useFormular } from '../../formulare/lesen.js';
import { NichtGefunden } from '../../layout/NichtGefunden.js';
import { Seite } from '../../layout/Seite.js';
import { Assistent } from './Assistent.js';

/** The Meldung, one group of questions at a time. */
export function Melden() {
  const { kommune = '', zugang = '' } = useParams();
  const stammdaten = useKommune(kommune);
  const formular = useQuery({
    queryKey: ['formular', kommune, zugang],
    queryFn: () =>
      daten(
        api.GET('/api/oeffentlich/kommunen/{kommune}/zugaenge/{zugang}/formular', {
          params: { path: { kommune, zugang } },
        }),
      ),
    staleTime: Infinity,
  });
  return (
    <Abfrage abfrage={stammdaten}>
      {(gefunden) => (
        <Abfrage abfrage={formular}>
          {({ schema }) => (
            <Formular key={`${kommune}/${zugang}`} kommune={gefunden} zugang={zugang} schema={schema} />
          )}
        </Abfrage>
      )}
    </Abfrage>
  );
}

function Formular({ kommune, zugang: id, schema }: { kommune: Kommune; zugang: string; schema: Schema }) {
  const form = useFormular(schema);
  const zugang = kommune.zugaenge.find((eintrag) => eintrag.id === id);
  if (!zugang) return <NichtGefunden />;
  if (!form)
    return (
      <Seite titel={zugang.name} vorzeile={kommune.name}>
        <Hinweis art="danger" titel="Das Formular lässt sich gerade nicht anzeigen">
          <p className="kern-body">Bitte melden Sie sich bei der Koordinierungsstelle Ihrer Kommune.</p>
        </Hinweis>
      </Seite>
    );
  return <Assistent kommune={kommune} zugang={zugang} form={form} />;
}
