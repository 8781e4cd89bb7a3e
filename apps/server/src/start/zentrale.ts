import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Messwerte } from '../messwerte/messwerte.js';
import type { Betrieb } from './betrieb.js';

/** Where operators look, on a port of its own: health and metrics of this process, whether it serves people or works. */
export interface Zentrale {
  address: string;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
});

async function answer(betrieb: Betrieb, messwerte: Messwerte, path: string): Promise<Answer> {
  if (path === '/metrics') return { status: 200, type: messwerte.contentType, text: await messwerte.text() };
  if (path === '/health/live') return json(200, { status: 'ok' });
  if (path === '/health/ready') {
    const gesundheit = await betrieb.bereitschaft.check();
    return json(gesundheit.status === 'ok' ? 200 : 503, gesundheit);
  }
  return json(404, {
    code: 'NICHT_GEFUNDEN',
    message: 'Hier gibt es /metrics, /health/live und /health/ready.',
  });
}

/** Answers only whoever reaches this port: it is meant for the machine itself or an internal network. */
export async function startZentrale(
  betrieb: Betrieb,
  messwerte: Messwerte,
  { port, host }: { port: number; host: string },
): Promise<Zentrale> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    answer(betrieb, messwerte, path)
      .catch(() => json(500, { code: 'INTERN', message: 'Das ist gerade nicht zu sagen.' }))
      .then(({ status, type, text }) => {
        response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    address: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
