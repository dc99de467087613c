// Does in Node what `bench callbacks` does in .NET, with a peer's own functions, on the same bytes.
// usage: node callbacks.mjs PEER FIXTURE; then one line a round on stdin (batches and their size), one line back
// (nanoseconds of each batch).
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [peer, fixturePath] = process.argv.slice(2);
const fixture = JSON.parse(readFileSync(fixturePath, 'utf8'));
const notifications = fixture.notifications.map((one) => ({ ...one, body: Buffer.from(one.body, 'base64') }));

const readers = {
  'wechatpay-node-v3': async () => {
    const Pay = require('wechatpay-node-v3');
    const pay = new Pay({
      appid: fixture.appId, mchid: fixture.merchantId, serial_no: fixture.merchantSerial, key: fixture.apiV3Key,
      publicKey: Buffer.from(fixture.certificate), privateKey: Buffer.from(fixture.merchantKey),
    });
    // Its own way to the platform certificate, with the answer handed over instead of downloaded.
    pay.createHttp({ get: async () => ({ status: 200, data: fixture.certificateList }) });
    await pay.fetchCertificates(fixture.apiV3Key);
    return async ({ body, timestamp, nonce, signature }) => {
      const text = body.toString('utf8');
      const isGenuine = await pay.verifySign({ timestamp, nonce, body: text, serial: fixture.certificateSerial, signature });
      if (!isGenuine) return null;
      const { resource } = JSON.parse(text);
      return pay.decipher_gcm(resource.ciphertext, resource.associated_data, resource.nonce, fixture.apiV3Key);
    };
  },
  'wechatpay-axios-plugin': async () => {
    const { Rsa, Aes, Formatter } = require('wechatpay-axios-plugin');
    const key = Rsa.from(fixture.publicKey, Rsa.KEY_TYPE_PUBLIC);
    return async ({ body, timestamp, nonce, signature }) => {
      const text = body.toString('utf8');
      if (!Rsa.verify(Formatter.response(timestamp, nonce, text), signature, key)) return null;
      const { resource } = JSON.parse(text);
      const plain = Aes.AesGcm.decrypt(resource.ciphertext, fixture.apiV3Key, resource.nonce, resource.associated_data);
      return JSON.parse(plain);
    };
  },
  'alipay-sdk': async () => {
    const { AlipaySdk } = require('alipay-sdk');
    const alipay = new AlipaySdk({
      appId: fixture.appId, privateKey: fixture.privateKey, alipayPublicKey: fixture.publicKey, keyType: 'PKCS8',
    });
    return async ({ body }) => {
      const fields = Object.fromEntries(new URLSearchParams(body.toString('latin1')));
      return alipay.checkNotifySignV2(fields) ? fields : null;
    };
  },
  '@apple/app-store-server-library': async () => {
    const { SignedDataVerifier, Environment } = require('@apple/app-store-server-library');
    const verifier = new SignedDataVerifier(
      [Buffer.from(fixture.root, 'base64')], false, Environment.PRODUCTION, fixture.bundleId, fixture.appAppleId);
    return async ({ body }) => {
      try {
        const { data } = await verifier.verifyAndDecodeNotification(JSON.parse(body.toString('utf8')).signedPayload);
        await verifier.verifyAndDecodeRenewalInfo(data.signedRenewalInfo);
        const { transactionId } = await verifier.verifyAndDecodeTransaction(data.signedTransactionInfo);
        return { out_trade_no: transactionId };
      } catch {
        return null;
      }
    };
  },
};

const tamper = (body) => {
  if (peer === 'alipay-sdk') body[body.length - 1] ^= 1;
  else if (peer.startsWith('@apple')) body[body.length - 20] = body[body.length - 20] === 0x41 ? 0x42 : 0x41;
  else body[8] ^= 1;
};

const read = await readers[peer]();
for (const one of notifications) {
  const transaction = await read(one);
  if (transaction?.out_trade_no !== one.outTradeNo) throw new Error(`${peer} read ${JSON.stringify(transaction)}`);
  const tampered = Buffer.from(one.body);
  tamper(tampered);
  if (await read({ ...one, body: tampered }) !== null) throw new Error(`${peer} took a tampered body`);
}
console.log('ready');

let next = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [batches, size] = line.split(' ').map(Number);
  const took = [];
  for (let batch = 0; batch < batches; batch += 1) {
    const started = process.hrtime.bigint();
    for (let i = 0; i < size; i += 1) {
      await read(notifications[next]);
      next = (next + 1) % notifications.length;
    }
    took.push(process.hrtime.bigint() - started);
  }
  console.log(took.join(' '));
}
