// What alipay-sdk, Alipay's own package, makes of the sandbox's messages, and messages that it signs: one JSON object on
// standard input, one on standard output.
import { readFileSync } from "node:fs";
import { AlipaySdk } from "alipay-sdk";
// Not among the package's exports: its signature over a text as it is.
import { signatureV3 } from "./node_modules/alipay-sdk/dist/esm/util.js";

process.env.TZ = "Asia/Shanghai"; // The package writes the time of the machine, and Alipay reads China's.
const asked = JSON.parse(readFileSync(0, "utf8"));
const common = { gateway: asked.gateway, keyType: "PKCS8", timeout: 10000 };
const byKey = new AlipaySdk({
  ...common, appId: asked.byKey.appId, privateKey: asked.byKey.privateKey, alipayPublicKey: asked.byKey.alipayPublicKey,
});
const byCertificate = new AlipaySdk({
  ...common, appId: asked.byCertificate.appId, privateKey: asked.byCertificate.privateKey,
  appCertContent: asked.byCertificate.app, alipayPublicCertContent: asked.byCertificate.alipay,
  alipayRootCertContent: asked.byCertificate.roots,
});
const fields = (form) => Object.fromEntries(new URLSearchParams(form));
const order = (number) => ({
  bizContent: { out_trade_no: number, total_amount: "12.30", subject: "一壶茶 + 10%" },
});

const takes = byKey.checkNotifySignV2(fields(asked.notification));
const takesTampered = byKey.checkNotifySignV2({ ...fields(asked.notification), total_amount: "99.30" });
const precreated = await byKey.exec("alipay.trade.precreate", order("NODE0001"), { validateSign: true });
const unknown = await byCertificate.exec(
  "alipay.trade.query", { bizContent: { out_trade_no: "NODE0002" } }, { validateSign: true });
console.log(JSON.stringify({
  takes,
  takesTampered,
  qrCode: precreated.qrCode,
  unknown: unknown.subCode,
  orderString: byKey.sdkExecute("alipay.trade.app.pay", { ...order("NODE0003"), notifyUrl: asked.notifyUrl }),
  signatures: asked.texts.map((text) => signatureV3(text, asked.alipayPrivateKey)),
}));
