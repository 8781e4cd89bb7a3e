import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, daten } from '../../api/client.js';
import type { Sitzung } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Marke } from '../../bausteine/Marke.js';
import { Zeit } from '../../bausteine/Zeit.js';

/** Where the person is signed in, and a way to end it. */
export function Sitzungen({ sitzungen }: { sitzungen: Sitzung[] }) {
  const client = useQueryClient();
  const beenden = useMutation({
    mutationFn: (id: string | null) =>
      daten<unknown>(
        id
          ? api.DELETE('/api/sicherheit/sitzungen/{id}', { params: { path: { id } } })
          : api.DELETE('/api/sicherheit/sitzungen'),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['sicherheit'] }),
  });
  return (
    <section className="zst-stapel" aria-labelledby="sitzungen">
      <h2 className="kern-heading-medium" id="sitzungen">
        Wo Sie angemeldet sind
      </h2>
      {beenden.error ? <FehlerHinweis fehler={beenden.error} /> : null}
      <ul className="zst-eintraege" aria-label="Geräte, auf denen Sie angemeldet sind">
        {sitzungen.map((sitzung) => (
          <Zeile key={sitzung.id} sitzung={sitzung} onBeenden={() => beenden.mutate(sitzung.id)} />
        ))}
      </ul>
      {sitzungen.length > 1 ? (
        <div className="zst-knoepfe">
          <Knopf art="secondary" beschaeftigt={beenden.isPending} onClick={() => beenden.mutate(null)}>
            Auf allen anderen Geräten abmelden
          </Knopf>
        </div>
      ) : null}
      <p className="kern-sr-only" role="status">
        {beenden.isSuccess ? 'Abgemeldet' : ''}
      </p>
    </section>
  );
}

function Zeile({ sitzung, onBeenden }: { sitzung: Sitzung; onBeenden: () => void }) {
  return (
    <li className="zst-eintrag zst-eintrag--fest">
      <div className="zst-eintrag__kopf">
        <h3 className="kern-title">{sitzung.geraet}</h3>
        {sitzung.diese ? (
          <Marke art="info">Dieses Gerät</Marke>
        ) : (
          <button
            type="button"
            className="zst-textknopf"
            aria-label={`Abmelden: ${sitzung.geraet}`}
            onClick={onBeenden}
          >
            Abmelden
          </button>
        )}
      </div>
      <p className="zst-klein">
        Zuletzt benutzt <Zeit am={sitzung.zuletztAm} />
      </p>
      <p className="zst-klein">
        Angemeldet <Zeit am={sitzung.begonnenAm} />
      </p>
    </li>
  );
}
