import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const API = process.env.EVERYCALL_API ?? "http://127.0.0.1:8080";
const FIRST_LOAD_KB = 300;

/** Writes each file compressed beside itself, as the API sends it, and holds the first load to its budget. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      let first = 0;
      for (const [name, file] of Object.entries(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const source = Buffer.from(file.type === "chunk" ? file.code : file.source);
        const small = gzipSync(source, { level: 9 });
        const smaller = brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
        this.emitFile({ type: "asset", fileName: `${name}.gz`, source: small });
        this.emitFile({ type: "asset", fileName: `${name}.br`, source: smaller });
        if (file.type === "asset" || file.isEntry || !file.isDynamicEntry) first += small.length;
      }
      const told = `first load ${(first / 1024).toFixed(0)} KB compressed (budget ${FIRST_LOAD_KB} KB)`;
      if (first > FIRST_LOAD_KB * 1024) this.error(`The page has grown too heavy: ${told}.`);
      console.log(told);
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": API } },
});
