import { PrefectSettingsError } from "./errors";

type SmolToml = typeof import("smol-toml", { with: { "resolution-mode": "import" }});

/** Settings of one profile, by the name of their environment variable. */
export type ProfileSettings = Readonly<Record<string, unknown>>;

export interface Profile {
  readonly name: string;
  readonly settings: ProfileSettings;
}

export interface ProfileRequest {
  /** The text of `profiles.toml`; undefined when there is no such file. */
  readonly text: string | undefined;
  /** The file's path, for messages. */
  readonly file: string;
  /** The profile to take; undefined: the active one. */
  readonly name: string | undefined;
}

/** The profiles that Prefect brings itself; a file may redefine them. */
const builtIn: Readonly<Record<string, ProfileSettings>> = {
  ephemeral: {},
  local: { PREFECT_API_URL: "http://127.0.0.1:4200/api" },
  test: {},
  cloud: {},
};

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parseFile(text: string, file: string): Readonly<Record<string, unknown>> {
  // Most processes find their settings in the environment: the parser is loaded only for a file that is there.
  const toml: SmolToml = require("smol-toml");
  try {
    return toml.parse(text);
  } catch (error) {
    // The parser's own message quotes the file, which may hold a key.
    const where = error instanceof toml.TomlError ? ` (line ${error.line}, column ${error.column})` : "";
    throw new PrefectSettingsError(
      `The Prefect profiles file ${file} is not valid TOML${where}. Correct it.`,
    );
  }
}

/**
 * Finds a profile in the text of a `profiles.toml`.
 * @returns undefined when no profile is named and none is active, or the active one does not exist
 * @throws PrefectSettingsError for a file that is not TOML, and for a named profile that does not exist
 */
export function findProfile({ text, file, name }: ProfileRequest): Profile | undefined {
  const contents = text === undefined ? {} : parseFile(text, file);
  const own = isTable(contents.profiles) ? contents.profiles : {};
  const wanted = name ?? (typeof contents.active === "string" ? contents.active : undefined);
  if (wanted === undefined) return undefined;
  const found = Object.hasOwn(own, wanted) ? own[wanted] : undefined;
  if (isTable(found)) return { name: wanted, settings: found };
  const brought = Object.hasOwn(builtIn, wanted) ? builtIn[wanted] : undefined;
  if (brought !== undefined) return { name: wanted, settings: brought };
  if (name === undefined) return undefined;
  const names = Object.keys(own);
  const choice =
    text === undefined
      ? "there is no such file"
      : names.length === 0
        ? "it holds no profiles"
        : `it holds ${names.map((known) => `"${known}"`).join(", ")}`;
  throw new PrefectSettingsError(`There is no profile "${wanted}" in ${file}: ${choice}.`);
}
