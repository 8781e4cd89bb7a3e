import type { Problem } from '@zusteuerung/engine';

export function noDeployment(tenant: string): Problem {
  return {
    code: 'NO_DEPLOYMENT',
    message: {
      de: `Für „${tenant}“ ist noch kein Modell bereitgestellt.`,
      en: `No models are deployed for "${tenant}".`,
    },
  };
}

export function unknownInstance(instanceId: string): Problem {
  return {
    code: 'INSTANCE_UNKNOWN',
    message: { de: `Den Ablauf ${instanceId} gibt es nicht.`, en: `There is no instance ${instanceId}.` },
  };
}

export function invalidTimeToLive(ttl: string): Problem {
  return {
    code: 'INVALID_TIME_TO_LIVE',
    message: {
      de: `„${ttl}“ ist keine Dauer nach ISO 8601 wie „PT1H“.`,
      en: `"${ttl}" is no ISO 8601 duration like "PT1H".`,
    },
  };
}

export function movedOn(instanceId: string): Problem {
  return {
    code: 'INSTANCE_MOVED_ON',
    message: {
      de: 'Der Vorgang ist inzwischen weitergelaufen. Bitte sehen Sie sich an, wo er jetzt steht.',
      en: `The instance ${instanceId} has moved on meanwhile.`,
    },
  };
}
