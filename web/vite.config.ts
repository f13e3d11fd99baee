import { readFileSync, writeFileSync } from "node:fs";
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
    writeBundle({ dir = "dist" }, bundle) {
      const sizes = new Map<string, number>();
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name)) continue;
        const source = readFileSync(`${dir}/${name}`);
        const small = gzipSync(source, { level: 9 });
        writeFileSync(`${dir}/${name}.gz`, small);
        writeFileSync(
          `${dir}/${name}.br`,
          brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
        sizes.set(name, small.length);
      }
      const page = readFileSync(`${dir}/index.html`, "utf8");
      const first = [...sizes].filter(([name]) => name === "index.html" || page.includes(name));
      const heavy = first.reduce((sum, [, size]) => sum + size, 0) / 1024;
      const told = `first load ${heavy.toFixed(0)} KB compressed (budget ${FIRST_LOAD_KB} KB)`;
      if (heavy > FIRST_LOAD_KB) this.error(`The page has grown too heavy: ${told}.`);
      console.log(told);
    },
  };
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    // A page that opens asks for few files: a browser asks for six at once, and what is shown waits behind them.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "shared", test: /\/src\/(api|design|house)\/|@tanstack/, minShareCount: 3 }],
        },
      },
    },
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { "/v1": API } },
});
