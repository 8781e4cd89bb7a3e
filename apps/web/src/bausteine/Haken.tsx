interface Props {
  id: string;
  text: string;
  an: boolean;
  onAn: (an: boolean) => void;
}

/** One box to tick outside of drawn forms. */
export function Haken({ id, text, an, onAn }: Props) {
  return (
    <div className="kern-form-check">
      <input
        className="kern-form-check__checkbox"
        type="checkbox"
        id={id}
        checked={an}
        onChange={(event) => onAn(event.target.checked)}
      />
      <label className="kern-label" htmlFor={id}>
        {text}
      </label>
    </div>
  );
}
