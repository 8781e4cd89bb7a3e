import { AsyncResource } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Asked<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

// A call belongs to all who ask, so to nobody's trace.
const outside = new AsyncResource('Gatherer');

/**
 * Answers many questions by one call: whatever is asked while a call is under way goes along with the next one. So
 * nobody waits when there is little to do, and the more there is, the less each costs.
 */
export class Gatherer<Question, Answer> {
  private waiting: Asked<Question, Answer>[] = [];
  private calling = false;

  constructor(
    /** answers in the order of the questions; when it rejects, all of them hear of it */
    private readonly call: (questions: Question[]) => Promise<Answer[]>,
    /** questions in one call */
    private readonly most = 100,
  ) {}

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ question, resolve, reject });
      if (!this.calling) void outside.runInAsyncScope(() => this.answer());
    });
  }

  private async answer(): Promise<void> {
    this.calling = true;
    // What is asked in the same turn goes along.
    await nextTurn();
    while (this.waiting.length > 0) {
      const asked = this.waiting.splice(0, this.most);
      try {
        const answers = await this.call(asked.map(({ question }) => question));
        asked.forEach(({ resolve }, n) => resolve(answers[n] as Answer));
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    this.calling = false;
  }
}
