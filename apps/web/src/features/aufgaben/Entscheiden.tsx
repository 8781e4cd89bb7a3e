import { ApiFehler } from '../../api/fehler.js';
import { useIch } from '../../api/ich.js';
import { antwortenOf, type Antworten, type Aufgabe } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { ablageKey, deleteAblage } from '../../formulare/ablage.js';
import { Formular } from '../../formulare/Formular.js';
import { useFormular } from '../../formulare/lesen.js';
import type { Bearbeitung } from './abfragen.js';

/** One click where the proposal fits; the form for everything else. */
export function Entscheiden({ aufgabe, bearbeitung }: { aufgabe: Aufgabe; bearbeitung: Bearbeitung }) {
  const form = useFormular(aufgabe.formular?.schema);
  const { complete, refresh } = bearbeitung;
  const konto = useIch().data?.id;
  const ablage = konto && ablageKey(konto, `aufgabe.${aufgabe.id}`);
  const finish = (antworten: Antworten) =>
    complete.mutate(antworten, {
      onSuccess: () => ablage && deleteAblage(ablage),
      onSettled: () => void refresh(),
    });
  const fehler = complete.error;
  const amFormular = fehler instanceof ApiFehler && fehler.status === 422 && form !== null;
  return (
    <>
      {aufgabe.aktionen.length > 0 ? (
        <section className="zst-stapel zst-stapel--eng" aria-labelledby="entscheiden">
          <h2 className="kern-heading-medium" id="entscheiden">
            Mit einem Klick
          </h2>
          <div className="zst-knoepfe">
            {aufgabe.aktionen.map((aktion, index) => (
              <Knopf
                key={aktion.schluessel}
                art={index === 0 ? 'primary' : 'secondary'}
                beschaeftigt={complete.isPending}
                onClick={() => finish(antwortenOf(aktion.antworten))}
              >
                {aktion.text}
              </Knopf>
            ))}
          </div>
        </section>
      ) : null}
      {fehler && !amFormular ? <FehlerHinweis fehler={fehler} titel="Nicht gespeichert" /> : null}
      <section className="zst-kasten zst-kasten--formular zst-stapel" aria-labelledby="formular">
        <h2 className="kern-heading-medium" id="formular">
          {aufgabe.aktionen.length > 0 ? 'Anders entscheiden oder mehr dazu sagen' : 'Aufgabe bearbeiten'}
        </h2>
        {form ? (
          <Formular
            form={form}
            werte={antwortenOf(aufgabe.werte)}
            absenden="Aufgabe abschließen"
            beschaeftigt={complete.isPending}
            fehler={fehler}
            ablage={ablage}
            onAbsenden={finish}
          />
        ) : (
          <p>
            <Knopf beschaeftigt={complete.isPending} onClick={() => finish({})}>
              Aufgabe abschließen
            </Knopf>
          </p>
        )}
      </section>
    </>
  );
}
