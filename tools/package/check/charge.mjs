import { createRequire } from "node:module";
import { Sandbox } from "nextgen-node/sandbox";
import NextGen from "nextgen-node";

if (createRequire(import.meta.url)("nextgen-node") !== NextGen) throw new Error("two packages in one");
const sandbox = await Sandbox.start();
const charge = await sandbox.client().charges.create({ amount: 2000, currency: "usd", source: "tok_visa" });
await sandbox.stop();
console.log(charge.status);
