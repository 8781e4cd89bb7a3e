import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import type { KontoEinzeln } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { rollenOf, Rollenwahl, type Rollenzeile } from './Rollenwahl.js';

export function RollenAendern({ konto }: { konto: KontoEinzeln }) {
  const client = useQueryClient();
  const [rollen, setRollen] = useState<Rollenzeile[]>(() =>
    konto.mitgliedschaften.map(({ organisation, rolle }) => ({ organisation: organisation.id, rolle })),
  );
  const speichern = useMutation({
    mutationFn: () =>
      daten(
        api.PUT('/api/konten/{id}/mitgliedschaften', {
          params: { path: { id: konto.id } },
          body: { mitgliedschaften: rollenOf(rollen) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['konten'] }),
  });
  return (
    <form
      className="zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        speichern.mutate();
      }}
    >
      {speichern.error ? <FehlerHinweis fehler={speichern.error} /> : null}
      {speichern.isSuccess ? <Hinweis art="success" titel="Die Rollen sind gespeichert" melden /> : null}
      <Rollenwahl
        ohneTitel
        rollen={rollen}
        onRollen={(neue) => {
          speichern.reset();
          setRollen(neue);
        }}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" art="secondary" beschaeftigt={speichern.isPending}>
          Rollen speichern
        </Knopf>
      </div>
    </form>
  );
}
