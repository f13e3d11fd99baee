// Writes src/api/schema.ts from the OpenAPI document in the file that is named. The types say nothing in prose, so that a
// reworded description changes no file; the digest in the first line is what tests/unit/test_web_client.py compares.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const PROSE = new Set(["description", "summary", "title", "examples", "example"]);

function bare(value, inside) {
  if (Array.isArray(value)) return value.map((each) => bare(each, ""));
  if (value === null || typeof value !== "object") return value;
  const named = inside === "properties" || inside === "schemas" || inside === "paths";
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => named || !PROSE.has(key))
      .sort()
      .map((key) => [key, bare(value[key], named ? "" : key)]),
  );
}

const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const plain = bare({ paths: document.paths, components: document.components }, "");
const digest = createHash("sha256").update(JSON.stringify(plain)).digest("hex");
if (process.argv[3] === "--digest") {
  console.log(digest);
} else {
  const { default: openapiTS, astToString } = await import("openapi-typescript");
  const types = await openapiTS(
    { openapi: "3.1.0", info: { title: "", version: "" }, ...plain },
    { alphabetize: true },
  );
  const head = `// Written by \`make client\` from the API's own description; do not edit. Digest: ${digest}\n\n`;
  writeFileSync(new URL("../src/api/schema.ts", import.meta.url), head + astToString(types));
}
