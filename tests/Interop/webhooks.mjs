// Verifies webhooks with the reference implementation: a JSON array of {secret, headers, body} on standard input, one
// line of output each, "accepted" or why not.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

for (const { secret, headers, body } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    new Webhook(secret).verify(body, headers);
    console.log("accepted");
  } catch (error) {
    console.log(error.message);
  }
}
