/** How far one is: in words and as a bar. */
export function Fortschritt({ stelle, von }: { stelle: number; von: number }) {
  const text = `Schritt ${stelle + 1} von ${von}`;
  return (
    <div className="kern-progress zst-fortschritt zst-nicht-drucken">
      <label className="kern-label" htmlFor="fortschritt">
        {text}
      </label>
      <progress id="fortschritt" value={stelle + 1} max={von}>
        {text}
      </progress>
    </div>
  );
}
