/** Says that something is on its way; keeps the room of a page so that nothing jumps. */
export function Ladeanzeige({ text = 'Wird geladen …' }: { text?: string }) {
  return (
    <div className="zst-laden" role="status">
      <span className="kern-loader kern-loader--visible" aria-hidden="true" />
      <span className="kern-body">{text}</span>
    </div>
  );
}
