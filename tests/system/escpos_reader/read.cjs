// Reads ESC/POS files named on standard input, one a line, and writes what npos sees: FILE.json with the names of the
// commands in their order, and the joined raster pictures as rows of 0 and 1.
const fs = require("fs");
const npos = require("npos");

async function read(path) {
  const seen = npos.parser().analyze(fs.readFileSync(path));
  if (seen.error) throw seen.error;
  const ast = await npos.parser().parse(fs.readFileSync(path));
  const pictures = ast.entries.map(({ data }) =>
    Array.from({ length: data.height }, (_, y) =>
      Array.from({ length: data.width }, (_, x) => (data.getPixel(x, y) === 0 ? "1" : "0")).join("")
    )
  );
  const commands = seen.tree.map(({ ascii, fn }) => `${ascii} ${fn}`);
  fs.writeFileSync(`${path}.json`, JSON.stringify({ commands, pictures }));
}

const paths = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
Promise.all(paths.map(read)).catch((error) => {
  console.error(error);
  process.exit(1);
});
