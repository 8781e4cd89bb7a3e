import fc from 'fast-check';

/** A block-structured piece of process: one way in, one way out, sound by construction. */
export type Block =
  | { kind: 'user' | 'service' | 'none' | 'script' | 'timer' | 'message' }
  | { kind: 'sequence' | 'choice' | 'parallel'; blocks: Block[] }
  | { kind: 'loop' | 'sub' | 'interrupted' | 'reminded'; block: Block }
  | { kind: 'each'; block: Block; sequential: boolean };

const leaf = fc
  .constantFrom('user', 'service', 'none', 'script', 'timer', 'message')
  .map((kind) => ({ kind }) as Block);

/** Random blocks, nested at most four deep. */
export const blocks: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constantFrom('sequence', 'choice', 'parallel'),
      blocks: fc.array(tie('block'), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constantFrom('loop', 'sub', 'interrupted', 'reminded'),
      block: tie('block'),
    }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constant('each'),
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
<bpmn:message id="M" name="antwort" /><bpmn:process id="P" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}

class Writer {
  private count = 0;

  process(block: Block): string {
    const [start, end] = [this.id('Start'), this.id('End')];
    const inner = this.write(block);
    const events = `<bpmn:startEvent id="${start}" /><bpmn:endEvent id="${end}" />`;
    return `${events}${inner.xml}${this.flow(start, inner.entry)}${this.flow(inner.exit, end)}`;
  }

  private write(block: Block): Piece {
    switch (block.kind) {
      case 'sequence':
        return this.sequence(block.blocks.map((each) => this.write(each)));
      case 'choice':
      case 'parallel':
        return this.split(block.kind, block.blocks);
      case 'loop':
        return this.loop(this.write(block.block));
      case 'sub':
        return this.activity('subProcess', this.process(block.block));
      case 'interrupted':
      case 'reminded':
        return this.attached(block.kind, block.block);
      case 'each':
        return this.activity('subProcess', this.process(block.block) + this.each(block.sequential));
      default:
        return this.leaf(block.kind);
    }
  }

  private leaf(kind: 'user' | 'service' | 'none' | 'script' | 'timer' | 'message'): Piece {
    const extension = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
    if (kind === 'user') return this.activity('userTask', extension('<zeebe:userTask />'));
    if (kind === 'service')
      return this.activity('serviceTask', extension('<zeebe:taskDefinition type="dienst" />'));
    if (kind === 'script')
      return this.activity(
        'scriptTask',
        extension('<zeebe:script expression="=w + 1" resultVariable="summe" />'),
      );
    const timer =
      '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';
    if (kind === 'timer') return this.activity('intermediateCatchEvent', timer);
    if (kind === 'message')
      return this.activity('intermediateCatchEvent', '<bpmn:messageEventDefinition messageRef="M" />');
    return this.activity('task', '');
  }

  private sequence(pieces: Piece[]): Piece {
    const links = pieces.slice(1).map((piece, index) => this.flow(pieces[index]!.exit, piece.entry));
    const xml = pieces.map((piece) => piece.xml).join('') + links.join('');
    return { xml, entry: pieces[0]!.entry, exit: pieces[pieces.length - 1]!.exit };
  }

  private split(kind: 'choice' | 'parallel', blocks: Block[]): Piece {
    const tag = kind === 'choice' ? 'exclusiveGateway' : 'parallelGateway';
    const [entry, exit, last] = [this.id('Split'), this.id('Join'), this.id('Default')];
    const pieces = blocks.map((block) => this.write(block));
    const flows = pieces.map((piece, index) => {
      if (kind === 'parallel') return this.flow(entry, piece.entry);
      const isLast = index === pieces.length - 1;
      return isLast
        ? this.flow(entry, piece.entry, '', last)
        : this.flow(entry, piece.entry, `=w = ${index}`);
    });
    const open = `<bpmn:${tag} id="${entry}"${kind === 'choice' ? ` default="${last}"` : ''} /><bpmn:${tag} id="${exit}" />`;
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

  private attached(kind: 'interrupted' | 'reminded', block: Block): Piece {
    const host = this.activity('subProcess', this.process(block));
    const [boundary, join] = [this.id('Boundary'), this.id('Merge')];
    const side = this.activity('task', '');
    const cycle =
      kind === 'interrupted'
        ? '<bpmn:timeDuration>PT1H</bpmn:timeDuration>'
        : '<bpmn:timeCycle>R2/PT1H</bpmn:timeCycle>';
    const event = `<bpmn:boundaryEvent id="${boundary}" attachedToRef="${host.entry}" cancelActivity="${kind === 'interrupted'}"><bpmn:timerEventDefinition>${cycle}</bpmn:timerEventDefinition></bpmn:boundaryEvent>`;
    const merge = `<bpmn:exclusiveGateway id="${join}" />`;
    const xml =
      host.xml + event + side.xml + merge + this.flow(boundary, side.entry) + this.flow(host.exit, join);
    if (kind === 'interrupted')
      return { xml: xml + this.flow(side.exit, join), entry: host.entry, exit: join };
    const end = this.id('End');
    const aside = `<bpmn:endEvent id="${end}" />${this.flow(side.exit, end)}`;
    return { xml: xml + aside, entry: host.entry, exit: join };
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
