// A row by Azure's own client for JavaScript: {connection, table, keys, write, etag} on standard input. "write" is added,
// or with an "etag" put in the place of the row that has it; then the row is read, one line a property: name, type and value.
import { readFileSync } from "node:fs";
import { TableClient } from "@azure/data-tables";

const { connection, table, keys, write, etag } = JSON.parse(readFileSync(0, "utf8"));
const client = TableClient.fromConnectionString(connection, table, { allowInsecureConnection: true });
if (write) {
  try {
    await (etag ? client.updateEntity(write, "Replace", { etag }) : client.createEntity(write));
  } catch (error) {
    console.log(`refused: ${error.statusCode}`);
  }
}

const row = await client.getEntity(keys[0], keys[1], { disableTypeConversion: true });
for (const [name, property] of Object.entries(row)) {
  if (name === "odata.metadata" || name === "etag" || name === "timestamp") continue;
  console.log(typeof property === "object" ? `${name} ${property.type} ${property.value}` : `${name} ${property}`);
}
