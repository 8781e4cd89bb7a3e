import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createGeheimnis, signatureHeaders } from './signatur.js';

test('a message is signed as Standard Webhooks says, over id, timestamp and body', () => {
  const headers = signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
  });
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('each secret is new and as long as the digest', () => {
  const [one, other] = [createGeheimnis(), createGeheimnis()];
  expect(one).not.toBe(other);
  expect(Buffer.from(one.slice('whsec_'.length), 'base64')).toHaveLength(
    createHmac('sha256', '').digest().length,
  );
});

test('the example in the documentation believes what is signed, and nothing else', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/schnittstellen.md', 'utf8')) ?? [];
  const { stammtVonUns } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    stammtVonUns(geheimnis: string, kopfzeilen: Record<string, string>, rumpf: string): boolean;
  };
  const geheimnis = createGeheimnis();
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = signatureHeaders(geheimnis, { id: 'a', timestamp, body: '{}' });
  const old = signatureHeaders(geheimnis, { id: 'a', timestamp: timestamp - 400, body: '{}' });
  expect(stammtVonUns(geheimnis, headers, '{}')).toBe(true);
  expect(stammtVonUns(geheimnis, headers, '{ }')).toBe(false);
  expect(stammtVonUns(createGeheimnis(), headers, '{}')).toBe(false);
  expect(stammtVonUns(geheimnis, old, '{}')).toBe(false);
});
