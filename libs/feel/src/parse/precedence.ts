import type { Node, NodeOf } from './ast.js';

type Junction = NodeOf<'and' | 'or'>;

/**
 * `a in b and c` is `(a in b) and c`, but the grammar reads `a in (b and c)`. What it read is turned round here; what
 * stands in parentheses (`closed`) stays as it is.
 */
export class Precedence {
  private readonly closed = new WeakSet<Node>();
  private readonly turned = new WeakSet<Node>();

  close(node: Node): void {
    this.closed.add(node);
  }

  isClosed(node: Node): boolean {
    return this.closed.has(node);
  }

  /** The test of an `in`, made by `make` of the part that it really is. */
  membership(test: Node, make: (test: Node) => Node): Node {
    if (isJunction(test) && !this.closed.has(test))
      return this.turn({ ...test, left: this.membership(test.left, make) });
    if (test.type !== 'unary' || this.closed.has(test)) return make(test);
    const { operand } = test;
    if (!isJunction(operand) || this.closed.has(operand)) return make(test);
    const first: Node = { ...test, operand: operand.left, to: operand.left.to };
    return this.turn({ ...operand, left: this.membership(first, make) });
  }

  /** `a and (b or c)` where the `or` was turned out of a membership is `(a and b) or c`. */
  conjunction(node: Junction): Node {
    const { left, right } = node;
    if (node.type === 'or' || right.type !== 'or' || !this.turned.has(right)) return node;
    return this.turn({
      ...right,
      from: node.from,
      left: this.conjunction({ ...node, right: right.left, left }),
    });
  }

  private turn(node: Node): Node {
    this.turned.add(node);
    return node;
  }
}

function isJunction(node: Node): node is Junction {
  return node.type === 'and' || node.type === 'or';
}
