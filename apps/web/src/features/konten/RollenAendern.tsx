import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import type { KontoEinzeln, Rollenangabe } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Rollenwahl } from './Rollenwahl.js';

export function RollenAendern({ konto }: { konto: KontoEinzeln }) {
  const client = useQueryClient();
  const [mitgliedschaften, setMitgliedschaften] = useState<Rollenangabe[]>(() =>
    konto.mitgliedschaften.map(({ organisation, rolle }) => ({ organisation: organisation.id, rolle })),
  );
  const speichern = useMutation({
    mutationFn: () =>
      daten(
        api.PUT('/api/konten/{id}/mitgliedschaften', {
          params: { path: { id: konto.id } },
          body: { mitgliedschaften },
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
        rollen={mitgliedschaften}
        onRollen={(rollen) => {
          speichern.reset();
          setMitgliedschaften(rollen);
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
