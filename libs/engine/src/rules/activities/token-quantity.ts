import { rule } from '../rule.js';

/** More tokens than this from one activity are a mistake, and cost memory. */
const most = 1000;

/** An activity takes and leaves at least one token (BPMN 10.3). */
export const tokenQuantity = rule({
  codes: {
    TOKEN_QUANTITY: {
      severity: 'error',
      at: 'activity',
      de: '„{name}“: Start- und Endmenge sind ganze Zahlen von 1 bis 1000, nicht {value}.',
      en: '"{name}": start and completion quantity are whole numbers from 1 to 1000, not {value}.',
      fix: { de: 'Die Angabe weglassen oder 1 setzen.', en: 'Leave it out, or set 1.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const wrong = [node.startQuantity, node.completionQuantity].find(
        (quantity) => !Number.isInteger(quantity) || quantity < 1 || quantity > most,
      );
      if (wrong !== undefined) report('TOKEN_QUANTITY', node, { value: String(wrong) });
    }
  },
});
