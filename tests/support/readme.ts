import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./project-paths";

/** The fenced blocks of one language in a Markdown file of the repository. */
export async function fencedBlocks(file: string, language: string): Promise<string[]> {
  const text = await readFile(join(projectRoot, file), "utf8");
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"));
  return [...blocks].map(([, block = ""]) => block);
}
