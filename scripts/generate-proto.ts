/** Regenerates provider/tfplugin6/generated from tfplugin6.proto. Needs no network. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const bin = join(root, "node_modules", ".bin");

execFileSync(join(bin, "buf"), ["generate", "--template", "buf.gen.yaml", "--clean"], {
  cwd: join(root, "provider", "tfplugin6"),
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  stdio: "inherit",
});

// The tables are made from what was just generated.
import("./message-tables.js").then(
  ({ messageTables, rpcTables }) => {
    const folder = join(root, "provider/tfplugin6/generated");
    writeFileSync(join(folder, "messages.ts"), messageTables());
    writeFileSync(join(folder, "rpcs.ts"), rpcTables());
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
