// bpmn-engine in the benchmark: a model is parsed once, an instance is an engine on the parsed source.
import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';

export async function sourceOf(xml) {
  const [definition] = await new Engine({ source: xml }).getDefinitions();
  return definition.environment.options.source;
}

const extensions = (served) => ({
  service(activity) {
    if (activity.type !== 'bpmn:ServiceTask') return;
    activity.behaviour.Service = function Service() {
      return {
        execute(_message, callback) {
          served.push(activity.id);
          callback();
        },
      };
    };
  },
});

/** One instance from start to end with all services answered; returns which were called. */
export async function servicesOf(sourceContext, variables = {}) {
  const served = [];
  const engine = new Engine({
    sourceContext,
    variables: { ...variables },
    extensions: extensions(served),
  });
  const ended = engine.waitFor('end');
  await engine.execute();
  await ended;
  return served;
}

export const runThrough = async (sourceContext, variables) =>
  (await servicesOf(sourceContext, variables)).length;

/**
 * A user task whose instance is written as JSON and read again before it is completed. The source stays out of the JSON
 * and is given to the restored engine, as our model is.
 */
export async function persistAndRestore(sourceContext) {
  const engine = new Engine({ sourceContext });
  const waiting = new EventEmitter();
  const waits = new Promise((resolve) => waiting.once('activity.wait', resolve));
  await engine.execute({ listener: waiting });
  await waits;
  const state = await engine.getState();
  await engine.stop();
  for (const definition of state.definitions) delete definition.source;
  const restored = new Engine({ sourceContext }).recover(JSON.parse(JSON.stringify(state)));
  const listener = new EventEmitter();
  listener.once('activity.wait', (task) => task.signal());
  const ended = restored.waitFor('end');
  await restored.resume({ listener });
  await ended;
  return 1;
}
