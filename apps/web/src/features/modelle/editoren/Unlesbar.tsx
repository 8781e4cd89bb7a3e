import { Hinweis } from '../../../bausteine/Hinweis.js';

/** The file's content can't be drawn; the reason is the tool's and therefore English. */
export function Unlesbar({ fehler }: { fehler: string }) {
  return (
    <Hinweis art="danger" titel="Diese Datei lässt sich nicht anzeigen" melden>
      <p className="kern-body">
        Vermutlich ist sie beschädigt oder keine Datei dieser Art. Verwerfen Sie die Änderungen oder öffnen
        Sie eine andere Datei von Ihrem Computer.
      </p>
      <p className="zst-leise" lang="en">
        {fehler}
      </p>
    </Hinweis>
  );
}
