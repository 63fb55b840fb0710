// Reads what is to be signed, one JSON object a line, and writes what Amazon's signer makes of it.
import { createInterface } from "node:readline";
import { getSignedCookies, getSignedUrl } from "@aws-sdk/cloudfront-signer";

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, ...request } = JSON.parse(line);
  console.log(JSON.stringify(kind === "cookies" ? getSignedCookies(request) : getSignedUrl(request)));
}
