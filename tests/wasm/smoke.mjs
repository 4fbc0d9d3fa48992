// SPDX-License-Identifier: GPL-3.0-or-later
// node smoke.mjs WASM EXPECTED: runs a WASI program without any folder, variable or argument, and
// compares its output with the file EXPECTED, byte by byte. Status 0 where they are the same.
// Node 18 asks for --experimental-wasi-unstable-preview1.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { WASI } from "node:wasi";

const [wasmPath, expectedPath] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "entente-wasm-"));
try {
  const outPath = join(folder, "out");
  const out = openSync(outPath, "w");
  const wasi = new WASI({ version: "preview1", stdout: out, returnOnExit: true });
  const module = await WebAssembly.compile(readFileSync(wasmPath));
  const instance = await WebAssembly.instantiate(module, {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  const status = wasi.start(instance);
  closeSync(out);
  const got = readFileSync(outPath);
  const expected = readFileSync(expectedPath);
  if (status) {
    console.error(`${wasmPath} ended with ${status}`);
    process.exitCode = 1;
  } else if (expected.length === 0 || !got.equals(expected)) {
    const at = got.findIndex((byte, i) => byte !== expected[i]);
    const from = at < 0 ? got.length : at;
    console.error(`The outputs differ from byte ${from} on.`);
    console.error(`  expected: ${JSON.stringify(expected.subarray(from, from + 80).toString())}`);
    console.error(`  got:      ${JSON.stringify(got.subarray(from, from + 80).toString())}`);
    process.exitCode = 1;
  } else {
    const imports = WebAssembly.Module.imports(module).map((entry) => entry.name);
    console.log(`${got.length} bytes, the same; imports: ${imports.join(" ")}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
