import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A split without default flow stops the case when no condition holds. */
export const gatewayDefault: Rule = ({ container }) =>
  container.nodes
    .filter(
      (node) => node.type === 'exclusiveGateway' && node.outgoing.length > 1 && node.defaultFlow === null,
    )
    .map((node) =>
      finding(
        'MISSING_DEFAULT_FLOW',
        'warning',
        node.id,
        `„${called(node)}“ hat keinen Standardfluss: Trifft keine Bedingung zu, bleibt der Vorgang mit einer Störung stehen.`,
        `"${called(node)}" has no default flow: when no condition holds, the case stops with an incident.`,
      ),
    );
