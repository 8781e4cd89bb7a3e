import type { parseExpression } from 'feelin';

type SyntaxNode = ReturnType<typeof parseExpression>['topNode'];

/** Functions of FEEL that answer yes or no. */
const tests = new Set(
  (
    'not,all,any,contains,starts with,ends with,matches,list contains,is,is defined,is blank,is empty,even,odd,' +
    'has duplicates,before,after,meets,met by,overlaps,overlaps before,overlaps after,finishes,finished by,' +
    'includes,during,starts,started by,coincides'
  ).split(','),
);

/**
 * feelin takes a filter for an index when it is a call, a path or a choice: `xs[list contains(ys, item)]` gives `[]`
 * without a doubt. Where it must be a question about the element it is compared with true, which feelin reads rightly.
 */
export function withPlainFilters(root: SyntaxNode, source: string): string {
  const marks: { at: number; text: string }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'FilterExpression') {
      const condition = conditionOf(node);
      if (condition && isQuestion(condition, source))
        marks.push({ at: condition.from, text: '(' }, { at: condition.to, text: ') = true' });
    }
    for (let child = node.firstChild; child; child = child.nextSibling) visit(child);
  };
  visit(root);
  marks.sort((a, b) => b.at - a.at);
  return marks.reduce((text, { at, text: mark }) => text.slice(0, at) + mark + text.slice(at), source);
}

function conditionOf(filter: SyntaxNode): SyntaxNode | null {
  for (let child = filter.firstChild; child; child = child.nextSibling)
    if (child.name === '[') return child.nextSibling;
  return null;
}

/** Mentions the element, which no index can, or calls a function that answers yes or no. */
function isQuestion(node: SyntaxNode, source: string): boolean {
  switch (node.name) {
    case 'ParenthesizedExpression': {
      const inner = node.firstChild?.nextSibling;
      return inner ? isQuestion(inner, source) : false;
    }
    case 'FunctionInvocation':
      return tests.has(textOf(node.firstChild, source)) || mentionsItem(node, source);
    case 'PathExpression':
    case 'IfExpression':
    case 'VariableName':
      return mentionsItem(node, source);
    default:
      return false;
  }
}

function mentionsItem(node: SyntaxNode, source: string): boolean {
  if (node.name === 'VariableName') return textOf(node, source) === 'item';
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (mentionsItem(child, source)) return true;
  return false;
}

function textOf(node: SyntaxNode | null, source: string): string {
  return node ? source.slice(node.from, node.to).trim().replace(/\s+/g, ' ') : '';
}
