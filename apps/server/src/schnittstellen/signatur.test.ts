import { createHmac } from 'node:crypto';
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
