import fc from 'fast-check';

/** A block-structured piece of process: one way in, one way out, sound by construction. */
export type Block =
  | { kind: Leaf }
  | { kind: 'sequence' | 'choice' | 'parallel' | 'inclusive' | 'complex'; blocks: Block[] }
  | { kind: Wrapping; block: Block }
  | { kind: 'each' | 'adHoc'; block: Block; sequential: boolean };

type Leaf = (typeof leaves)[number];
type Wrapping = (typeof wrappings)[number];

const leaves = ['user', 'service', 'none', 'script', 'timer', 'message', 'signal', 'throwing'] as const;
const wrappings = [
  'loop',
  'sub',
  'interrupted',
  'reminded',
  'watched',
  'escalated',
  'repeated',
  'undone',
  'cancelled',
] as const;

const leaf = fc.constantFrom(...leaves).map((kind) => ({ kind }) as Block);

/**
 * What comes after a complex gateway goes on while others are still before it. In a loop they may be overtaken, and a join
 * would take tokens of two rounds for one; a sub-process keeps them apart.
 */
export const apart = (block: Block): Block => (joins(block) ? { kind: 'sub', block } : block);

function joins(block: Block): boolean {
  if ('block' in block) return joins(block.block);
  if (!('blocks' in block)) return false;
  return ['parallel', 'inclusive', 'complex'].includes(block.kind) || block.blocks.some(joins);
}

/** Random blocks, nested at most four deep. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constantFrom('sequence', 'choice', 'parallel', 'inclusive'),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
    fc
      .array(tie('block'), { minLength: 2, maxLength: 3 })
      .map((several): Block => ({ kind: 'complex', blocks: several.map(apart) })),
    fc.record({ kind: fc.constantFrom(...wrappings), block: tie('block') }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constantFrom('each', 'adHoc'),
      block: tie('block'),
      sequential: fc.boolean(),
    }) as fc.Arbitrary<Block>,
  ),
})).block;

interface Piece {
  xml: string;
  entry: string;
  exit: string;
}

/** Writes a block as an executable process `P`. */
export function toBpmn(block: Block): string {
  const writer = new Writer();
  const body = writer.process(block);
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t">
<bpmn:message id="M" name="antwort" /><bpmn:signal id="Sig" name="zuruf" /><bpmn:escalation id="Esc" escalationCode="zu-viel" /><bpmn:process id="P" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}

const extension = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const timer = (form: string, value: string) =>
  `<bpmn:timerEventDefinition><bpmn:${form}>${value}</bpmn:${form}></bpmn:timerEventDefinition>`;
const escalation = '<bpmn:escalationEventDefinition escalationRef="Esc" />';
const loopOfTwo = '<bpmn:standardLoopCharacteristics loopMaximum="2" />';

const gateways = {
  choice: ['exclusiveGateway', 'exclusiveGateway'],
  parallel: ['parallelGateway', 'parallelGateway'],
  inclusive: ['inclusiveGateway', 'inclusiveGateway'],
  complex: ['parallelGateway', 'complexGateway'],
} as const;

const triggers = {
  interrupted: timer('timeDuration', 'PT1H'),
  reminded: timer('timeCycle', 'R2/PT1H'),
  watched:
    '<bpmn:conditionalEventDefinition><bpmn:condition>=w = 2</bpmn:condition></bpmn:conditionalEventDefinition>',
  escalated: escalation,
};

class Writer {
  private count = 0;

  process(block: Block, ending = ''): string {
    const [start, end] = [this.id('Start'), this.id('End')];
    const inner = this.write(block);
    const events = `<bpmn:startEvent id="${start}" /><bpmn:endEvent id="${end}">${ending}</bpmn:endEvent>`;
    return `${events}${inner.xml}${this.flow(start, inner.entry)}${this.flow(inner.exit, end)}`;
  }

  private write(block: Block): Piece {
    switch (block.kind) {
      case 'sequence':
        return this.sequence(block.blocks.map((each) => this.write(each)));
      case 'choice':
      case 'parallel':
      case 'inclusive':
      case 'complex':
        return this.split(block.kind, block.blocks);
      case 'loop':
        return this.loop(this.write(block.block));
      case 'sub':
        return this.activity('subProcess', this.process(block.block));
      case 'interrupted':
      case 'reminded':
      case 'watched':
      case 'escalated':
        return this.attached(block.kind, block.block);
      case 'repeated':
        return this.activity('subProcess', this.process(block.block) + loopOfTwo);
      case 'undone':
        return this.undone(block.block);
      case 'cancelled':
        return this.cancelled(block.block);
      case 'adHoc':
        return this.adHoc(block.block, block.sequential);
      case 'each':
        return this.activity('subProcess', this.process(block.block) + this.each(block.sequential));
      default:
        return this.leaf(block.kind);
    }
  }

  private leaf(kind: Leaf): Piece {
    switch (kind) {
      case 'user':
        return this.activity('userTask', extension('<zeebe:userTask />'));
      case 'service':
        return this.activity('serviceTask', extension('<zeebe:taskDefinition type="dienst" />'));
      case 'script':
        return this.activity(
          'scriptTask',
          extension('<zeebe:script expression="=w + 1" resultVariable="summe" />'),
        );
      case 'timer':
        return this.activity('intermediateCatchEvent', timer('timeDuration', 'PT1H'));
      case 'message':
        return this.activity('intermediateCatchEvent', '<bpmn:messageEventDefinition messageRef="M" />');
      case 'signal':
        return this.activity('intermediateCatchEvent', '<bpmn:signalEventDefinition signalRef="Sig" />');
      case 'throwing':
        return this.activity('intermediateThrowEvent', `${escalation}<bpmn:compensateEventDefinition />`);
      default:
        return this.activity('task', '');
    }
  }

  private sequence(pieces: Piece[]): Piece {
    const links = pieces.slice(1).map((piece, index) => this.flow(pieces[index]!.exit, piece.entry));
    const xml = pieces.map((piece) => piece.xml).join('') + links.join('');
    return { xml, entry: pieces[0]!.entry, exit: pieces[pieces.length - 1]!.exit };
  }

  private split(kind: 'choice' | 'parallel' | 'inclusive' | 'complex', blocks: Block[]): Piece {
    const [tag, joining] = gateways[kind];
    const [entry, exit, last] = [this.id('Split'), this.id('Join'), this.id('Default')];
    const pieces = blocks.map((block) => this.write(block));
    const conditional = kind === 'choice' || kind === 'inclusive';
    const flows = pieces.map((piece, index) => {
      if (!conditional) return this.flow(entry, piece.entry);
      if (index === pieces.length - 1) return this.flow(entry, piece.entry, '', last);
      return this.flow(entry, piece.entry, kind === 'choice' ? `=w = ${index}` : `=w &lt;= ${index}`);
    });
    const join =
      kind === 'complex' ? '<bpmn:activationCondition>=activationCount = 1</bpmn:activationCondition>' : '';
    const open = `<bpmn:${tag} id="${entry}"${conditional ? ` default="${last}"` : ''} /><bpmn:${joining} id="${exit}">${join}</bpmn:${joining}>`;
    const back = pieces.map((piece) => this.flow(piece.exit, exit));
    return {
      xml: open + pieces.map((piece) => piece.xml).join('') + flows.join('') + back.join(''),
      entry,
      exit,
    };
  }

  private loop(piece: Piece): Piece {
    const [entry, exit, done] = [this.id('Merge'), this.id('Again'), this.id('Done')];
    const after = this.activity('task', '');
    const gateways = `<bpmn:exclusiveGateway id="${entry}" /><bpmn:exclusiveGateway id="${exit}" default="${done}" />`;
    const wait = this.leaf('user');
    const flows =
      this.flow(entry, piece.entry) +
      this.flow(piece.exit, wait.entry) +
      this.flow(wait.exit, exit) +
      this.flow(exit, entry, '=nochmal') +
      this.flow(exit, after.entry, '', done);
    return { xml: gateways + piece.xml + wait.xml + after.xml + flows, entry, exit: after.exit };
  }

  private attached(kind: 'interrupted' | 'reminded' | 'watched' | 'escalated', block: Block): Piece {
    const ending = kind === 'escalated' ? escalation : '';
    const host = this.activity('subProcess', this.process(block, ending));
    const [boundary, join] = [this.id('Boundary'), this.id('Merge')];
    const side = this.activity('task', '');
    const interrupting = kind === 'interrupted';
    const event = `<bpmn:boundaryEvent id="${boundary}" attachedToRef="${host.entry}" cancelActivity="${interrupting}">${triggers[kind]}</bpmn:boundaryEvent>`;
    const merge = `<bpmn:exclusiveGateway id="${join}" />`;
    const xml =
      host.xml + event + side.xml + merge + this.flow(boundary, side.entry) + this.flow(host.exit, join);
    if (interrupting) return { xml: xml + this.flow(side.exit, join), entry: host.entry, exit: join };
    const end = this.id('End');
    const aside = `<bpmn:endEvent id="${end}" />${this.flow(side.exit, end)}`;
    return { xml: xml + aside, entry: host.entry, exit: join };
  }

  /** An activity, and the event behind it that has it compensated by another. */
  private undone(block: Block): Piece {
    const host = this.activity('subProcess', this.process(block));
    const [event, handler, association] = [this.id('Boundary'), this.id('Undo'), this.id('Association')];
    const undo = this.activity('intermediateThrowEvent', '<bpmn:compensateEventDefinition />');
    const xml = `${host.xml}<bpmn:boundaryEvent id="${event}" attachedToRef="${host.entry}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent><bpmn:userTask id="${handler}" isForCompensation="true">${extension('<zeebe:userTask />')}</bpmn:userTask><bpmn:association id="${association}" sourceRef="${event}" targetRef="${handler}" />`;
    return { xml: xml + undo.xml + this.flow(host.exit, undo.entry), entry: host.entry, exit: undo.exit };
  }

  /** A transaction that ends in its cancellation, compensating what has completed inside. */
  private cancelled(block: Block): Piece {
    const inner = this.undone(block);
    const [start, end, boundary] = [this.id('Start'), this.id('End'), this.id('Boundary')];
    const content = `<bpmn:startEvent id="${start}" /><bpmn:endEvent id="${end}"><bpmn:cancelEventDefinition /></bpmn:endEvent>${inner.xml}${this.flow(start, inner.entry)}${this.flow(inner.exit, end)}`;
    const host = this.activity('transaction', content);
    const after = this.activity('task', '');
    const event = `<bpmn:boundaryEvent id="${boundary}" attachedToRef="${host.entry}"><bpmn:cancelEventDefinition /></bpmn:boundaryEvent>`;
    return {
      xml: host.xml + event + after.xml + this.flow(boundary, after.entry),
      entry: host.entry,
      exit: after.exit,
    };
  }

  private adHoc(block: Block, sequential: boolean): Piece {
    const [one, other] = [this.activity('subProcess', this.process(block)), this.leaf('user')];
    const id = this.id('AdHoc');
    const xml = `<bpmn:adHocSubProcess id="${id}" ordering="${sequential ? 'Sequential' : 'Parallel'}">${one.xml}${other.xml}</bpmn:adHocSubProcess>`;
    return { xml, entry: id, exit: id };
  }

  private each(sequential: boolean): string {
    return `<bpmn:multiInstanceLoopCharacteristics isSequential="${sequential}"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=liste" inputElement="x" outputCollection="ergebnisse" outputElement="=x" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
  }

  private activity(tag: string, inner: string): Piece {
    const id = this.id(tag);
    return { xml: `<bpmn:${tag} id="${id}">${inner}</bpmn:${tag}>`, entry: id, exit: id };
  }

  private flow(from: string, to: string, condition = '', id = this.id('Flow')): string {
    const inner = condition ? `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>` : '';
    return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</bpmn:sequenceFlow>`;
  }

  private id(prefix: string): string {
    this.count += 1;
    return `${prefix}_${this.count}`;
  }
}
