// The same comparison as `bench recon` asks of us, as one full outer join of the same two files on 2 threads.
// usage: node reconcile.mjs LEDGER BILL DIFFERENCES; prints one JSON object.
import { DuckDBInstance } from '@duckdb/node-api';

const [ledger, bill, differences] = process.argv.slice(2);
const columns = Array.from({ length: 27 }, (_, i) => `'c${i + 1}': 'VARCHAR'`).join(', ');
const duck = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await duck.run("SET preserve_insertion_order = false");

// The separator is what the bill's own documentation says: free texts hold commas. The summary is no movement.
const query = `
  WITH ours AS (
    SELECT kind, CASE WHEN kind = 'refund' THEN refundId ELSE orderId END AS key, "at" AS instant, orderId, refundId, transactionId,
           amount, currency, CAST(fee * 1000 AS BIGINT) AS fee, status
    FROM read_csv('${ledger}', delim = ',', header = true, quote = '', escape = '', auto_detect = false, columns = {
      'at': 'VARCHAR', 'kind': 'VARCHAR', 'orderId': 'VARCHAR', 'refundId': 'VARCHAR', 'transactionId': 'VARCHAR',
      'amount': 'BIGINT', 'currency': 'VARCHAR', 'fee': 'DECIMAL(18,3)', 'status': 'VARCHAR'})
  ), theirs AS (
    SELECT CASE WHEN c10 = 'REFUND' THEN 'refund' ELSE 'payment' END AS kind,
           CASE WHEN c10 = 'REFUND' THEN c16 ELSE c7 END AS key, c1 AS instant, c7 AS orderId, c16 AS refundId,
           CASE WHEN c10 = 'REFUND' THEN c15 ELSE c6 END AS transactionId,
           CAST(CAST(CASE WHEN c10 = 'REFUND' THEN c26 ELSE c25 END AS DECIMAL(18,2)) * 100 AS BIGINT) AS amount,
           c12 AS currency, CAST(CAST(c23 AS DECIMAL(18,5)) * 100000 AS BIGINT) AS fee,
           CASE WHEN c10 = 'REFUND' AND c20 IN ('FAIL', 'CHANGE') THEN 'failed' ELSE 'succeeded' END AS status
    FROM read_csv('${bill}', delim = ',\`', header = false, skip = 1, quote = '', escape = '', auto_detect = false,
      null_padding = true, columns = {${columns}})
    WHERE c10 IN ('SUCCESS', 'REFUND')
  ), joined AS (
    SELECT CASE WHEN o.key IS NULL THEN 'MissingHere' WHEN t.key IS NULL THEN 'MissingThere'
                WHEN o.currency <> t.currency THEN 'Currency' WHEN o.amount <> t.amount THEN 'Amount'
                WHEN o.status <> t.status THEN 'Status' WHEN o.fee <> t.fee THEN 'Fee'
                WHEN o.transactionId <> t.transactionId THEN 'TransactionId' END AS difference,
           COALESCE(o.key, t.key) AS key, o.amount AS hereAmount, t.amount AS thereAmount, o.fee AS hereFee, t.fee AS thereFee,
           o.status AS hereStatus, t.status AS thereStatus, o.instant AS hereAt, t.instant AS thereAt, o.orderId AS hereOrder,
           t.orderId AS thereOrder, o.transactionId AS hereTransaction, t.transactionId AS thereTransaction
    FROM ours o FULL OUTER JOIN theirs t ON o.key = t.key AND o.kind = t.kind
  )
  SELECT * FROM joined WHERE difference IS NOT NULL`;

const started = process.hrtime.bigint();
await duck.run(`COPY (${query}) TO '${differences}' (HEADER, DELIMITER ',')`);
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const cpu = process.cpuUsage();
console.log(JSON.stringify({ seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
