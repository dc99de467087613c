// Holds the App Store's messages to Apple's own library, and signs one for the app to read.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { SignedDataVerifier, Environment } = require('@apple/app-store-server-library');
const { sign } = require('jsonwebtoken');
const input = JSON.parse(readFileSync(0, 'utf8'));
const verifier = new SignedDataVerifier(
  [Buffer.from(input.root, 'base64')], false, Environment.PRODUCTION, input.bundleId, input.appAppleId);

const takes = async (message) => {
  try {
    const { notificationType, data } = await verifier.verifyAndDecodeNotification(message);
    const transaction = await verifier.verifyAndDecodeTransaction(data.signedTransactionInfo);
    const renewal = await verifier.verifyAndDecodeRenewalInfo(data.signedRenewalInfo);
    return { notificationType, price: transaction.price, renews: renewal.autoRenewStatus };
  } catch (e) {
    return { refused: e.status ?? String(e) };
  }
};

const signed = (payload) => sign(payload, input.key, { algorithm: 'ES256', noTimestamp: true, header: { x5c: input.x5c } });
const { transaction, renewal, notification } = input.payloads;
notification.data.signedTransactionInfo = signed(transaction);
notification.data.signedRenewalInfo = signed(renewal);
const told = [];
for (const message of input.messages) told.push(await takes(message));
console.log(JSON.stringify({ told, message: signed(notification) }));
