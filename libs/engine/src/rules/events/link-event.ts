import type { FlowNode } from '@zusteuerung/bpmn';
import { allNodes, has, linkName } from '../nodes.js';
import { grouped } from '../place.js';
import { rule } from '../rule.js';

const sameName = {
  de: 'Einem auslösenden und einem eintretenden Link derselben Ebene denselben Namen geben.',
  en: 'Give a throwing and a catching link of the same level the same name.',
};

/** Links are a drawn-apart flow: one target for each name, at least one source, all on one level (BPMN 10.5.4). */
export const linkEvent = rule({
  codes: {
    LINK_WITHOUT_NAME: {
      severity: 'error',
      at: 'link event',
      de: '„{name}“ ist ein Link ohne Namen; nichts sagt, wohin er gehört.',
      en: '"{name}" is a link without a name; nothing says where it belongs.',
      fix: sameName,
    },
    LINK_WITHOUT_SOURCE: {
      severity: 'error',
      at: 'catching link event',
      de: 'Zum Link-Ziel „{name}“ führt kein Link derselben Ebene.',
      en: 'No link of the same level leads to the link target "{name}".',
      fix: sameName,
    },
    LINK_AMBIGUOUS: {
      severity: 'error',
      at: 'catching link event',
      de: '„{name}“ ist ein weiteres Ziel des Links „{link}“; ein Link hat nur eines.',
      en: '"{name}" is another target of the link "{link}"; a link has only one.',
      fix: { de: 'Die Ziele verschieden benennen.', en: 'Give the targets different names.' },
    },
    LINK_ACROSS_SCOPES: {
      severity: 'error',
      at: 'throwing link event',
      de: 'Das Ziel des Links „{link}“ liegt in einem anderen Teilprozess; dorthin führt kein Link.',
      en: 'The target of the link "{link}" lies in another sub-process, where no link can lead.',
      fix: sameName,
    },
    LINK_FLOW: {
      severity: 'error',
      at: 'link event',
      de: 'Aus einem auslösenden Link führt kein Fluss heraus und in ein Link-Ziel keiner hinein: „{name}“.',
      en: 'No flow leads out of a throwing link nor into a link target: "{name}".',
      fix: {
        de: 'Den Fluss entfernen oder den Link durch ihn ersetzen.',
        en: 'Remove the flow, or the link.',
      },
    },
  },
  scope({ container, process }, report) {
    const links = container.nodes.filter((node) => has(node, 'link'));
    const sources = links.filter((node) => node.type === 'intermediateThrowEvent');
    const targets = links.filter((node) => node.type === 'intermediateCatchEvent');
    const isTarget = (node: FlowNode, name: string) =>
      node.type === 'intermediateCatchEvent' && linkName(node) === name;
    for (const node of links) if (linkName(node) === null) report('LINK_WITHOUT_NAME', node);
    for (const [link, [, ...others]] of grouped(targets, linkName))
      for (const other of others) report('LINK_AMBIGUOUS', other, { link });
    for (const target of targets) {
      const name = linkName(target);
      if (target.incoming.length > 0) report('LINK_FLOW', target);
      else if (name !== null && !sources.some((source) => linkName(source) === name))
        report('LINK_WITHOUT_SOURCE', target);
    }
    for (const source of sources) {
      const name = linkName(source);
      if (source.outgoing.length > 0) report('LINK_FLOW', source);
      if (name === null || targets.some((target) => isTarget(target, name))) continue;
      if (allNodes(process).some((node) => isTarget(node, name)))
        report('LINK_ACROSS_SCOPES', source, { link: name });
    }
  },
});
