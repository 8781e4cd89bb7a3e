import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Ansichtprops } from './ansicht.js';
import type { Editorhoerer, Modelleditor } from './modelleditor.js';

/**
 * Lends a drawing tool its place on the page for as long as the component is there.
 * Returns the tool once its file is on the screen, or why the file can't be shown.
 */
export function useModelleditor<E extends Modelleditor>(
  create: (hoerer: Editorhoerer) => E,
  props: Ansichtprops,
): { editor: E | null; fehler: string | null } {
  const [offen, setOffen] = useState<{ editor: E | null; fehler: string | null }>({
    editor: null,
    fehler: null,
  });
  const anfang = useRef(props.inhalt);
  const changed = useEffectEvent(props.onChange);
  const selected = useEffectEvent(props.onSelect);
  const outlined = useEffectEvent(props.onOutline);
  const build = useEffectEvent(create);

  useEffect(() => {
    let da = true;
    const editor = build({
      changed: (inhalt) => changed(inhalt),
      selected: (elementId) => da && selected(elementId),
      outlined: (punkte) => da && outlined(punkte),
    });
    void editor.open(anfang.current).then((fehler) => {
      if (da) setOffen({ editor: fehler ? null : editor, fehler });
    });
    return () => {
      da = false;
      editor.destroy();
    };
  }, []);

  useEffect(() => offen.editor?.showBefunde(props.befunde), [offen.editor, props.befunde]);
  useEffect(() => {
    if (props.wunsch) offen.editor?.select(props.wunsch.elementId);
  }, [offen.editor, props.wunsch]);
  return offen;
}
