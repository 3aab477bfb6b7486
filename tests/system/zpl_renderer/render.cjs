// Reads lines "PATH WIDTH HEIGHT DPMM" (dots, dots per millimetre) and writes PATH.reader.png for each.
"use strict";

const fs = require("node:fs");
const { ready } = require("zpl-renderer-js");

async function main() {
  const { api } = await ready;
  for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const [path, width, height, dpmm] = line.split("\t");
    const zpl = fs.readFileSync(path, "latin1");
    const png = await api.zplToBase64Async(zpl, width / dpmm, height / dpmm, Number(dpmm));
    fs.writeFileSync(`${path}.reader.png`, Buffer.from(png, "base64"));
  }
  process.exit(0);
}

main();
