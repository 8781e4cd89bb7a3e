import type { At, Node } from '../parse/ast.js';
import type { Site } from '../run.js';
import { compileArithmetic, compileNegation } from './arithmetic.js';
import { compileCall } from './call.js';
import { compileFilter } from './filter.js';
import { compileFor, compileQuantified } from './iteration.js';
import { compileBetween, compileCompare, compileIf, compileInstance, compileJunction } from './logic.js';
import { compileName, compilePath } from './names.js';
import { Scope } from './scope.js';
import type { Code, Compiler, TestCode } from './scope.js';
import {
  compileContext,
  compileDefinition,
  compileList,
  compileRange,
  compileTemporal,
} from './structure.js';
import { compileIn, compileTest, compileUnaryValue } from './tests.js';

/** Compiles one source: a tree becomes a closure over closures. */
export class Compilation implements Compiler {
  private slots = 0;
  tolerates = false;

  constructor(readonly source: string) {}

  /** How many slots an evaluation needs. */
  get size(): number {
    return this.slots;
  }

  slot(): number {
    return this.slots++;
  }

  site({ from, to }: At): Site {
    return { source: this.source, from, to };
  }

  tolerant<T>(body: () => T): T {
    const before = this.tolerates;
    this.tolerates = true;
    const made = body();
    this.tolerates = before;
    return made;
  }

  test(node: Node, scope: Scope, input: number): TestCode {
    return compileTest(node, scope, input, this);
  }

  code(node: Node, scope: Scope): Code {
    switch (node.type) {
      case 'literal': {
        const { value } = node;
        return () => value;
      }
      case 'temporal':
        return compileTemporal(node, this);
      case 'name':
        return compileName(node, scope, this);
      case 'input':
        return compileName({ ...node, type: 'name', name: '?' }, scope, this);
      case 'path':
        return compilePath(node, scope, this);
      case 'filter':
        return compileFilter(node, scope, this);
      case 'call':
      case 'namedCall':
        return compileCall(node, scope, this);
      case 'list':
        return compileList(node, scope, this);
      case 'context':
        return compileContext(node, scope, this);
      case 'function':
        return compileDefinition(node, scope, this);
      case 'range':
        return compileRange(node, scope, this);
      case 'unary':
        return compileUnaryValue(node, scope, this);
      default:
        return this.operation(node, scope);
    }
  }

  private operation(node: Node, scope: Scope): Code {
    switch (node.type) {
      case 'if':
        return compileIf(node, scope, this);
      case 'for':
        return compileFor(node, scope, this);
      case 'quantified':
        return compileQuantified(node, scope, this);
      case 'and':
      case 'or':
        return compileJunction(node, scope, this);
      case 'compare':
        return compileCompare(node, scope, this);
      case 'between':
        return compileBetween(node, scope, this);
      case 'in':
        return compileIn(node, scope, this);
      case 'arithmetic':
        return compileArithmetic(node, scope, this);
      case 'negate':
        return compileNegation(node, scope, this);
      case 'instance':
        return compileInstance(node, scope, this);
    }
    throw new Error(`nothing compiles ${node.type}`);
  }
}
