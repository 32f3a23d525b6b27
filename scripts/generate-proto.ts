/** Regenerates provider/tfplugin6/generated from tfplugin6.proto. Needs no network. */
import { execFileSync } from "node:child_process";
import { delimiter, join, resolve } from "node:path";

const root = resolve(__dirname, "..");
const bin = join(root, "node_modules", ".bin");

execFileSync(join(bin, "buf"), ["generate", "--template", "buf.gen.yaml", "--clean"], {
  cwd: join(root, "provider", "tfplugin6"),
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  stdio: "inherit",
});
