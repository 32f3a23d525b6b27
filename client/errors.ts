import { withoutKeys } from "./hide";

/** Anything this client throws of its own accord. No message holds a key, an auth string or a header's value. */
export abstract class PrefectError extends Error {}

/** A setting is missing, contradicts another, or cannot be used. */
export class PrefectSettingsError extends PrefectError {
  override readonly name: string = "PrefectSettingsError";

  /** @param message quotes what was given; a key may stand where another setting belongs */
  constructor(message: string) {
    super(withoutKeys(message));
  }
}

/**
 * Account id and workspace id are not given together, or neither is given to Prefect Cloud: there is no telling where
 * in it the objects live.
 */
export class PrefectWorkspaceError extends PrefectSettingsError {
  constructor(
    message: string,
    /** Whether the address is Prefect Cloud's own; a self-hosted server has no accounts and workspaces. */
    readonly isCloud: boolean,
  ) {
    super(message);
  }
}

/** A name or an id is empty that a path needs: it would be another path. Nothing was sent. */
export class PrefectPathError extends PrefectError {
  override readonly name = "PrefectPathError";

  constructor(
    /** As the API has it, for example `/flows/{id}`. */
    readonly path: string,
    readonly parameter: string,
  ) {
    super(`Nothing was sent: the ${parameter} in ${path} is empty, and needs at least one character.`);
  }
}

/** One complaint of the server about one place in the request's body. */
export interface FieldError {
  /** Where in the body, for example `["schedules", 0, "schedule", "cron"]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Whether the server knows no such field. An older one lacks some of those that this client is made for. */
  readonly isUnknown?: boolean;
}

export interface ApiErrorFacts {
  readonly status: number;
  readonly method: string;
  readonly path: string;
  readonly detail: string;
  readonly fields: readonly FieldError[];
  /** By default true. */
  readonly isFromApi?: boolean | undefined;
  readonly advice?: string | undefined;
}

/** The server answered, and not with success. */
export class PrefectApiError extends PrefectError {
  override readonly name = "PrefectApiError";
  /** The HTTP status. */
  readonly status: number;
  readonly method: string;
  /** The path below the API's address, for example `/flows/3f8a…`. */
  readonly path: string;
  /** The server's own words, or what its answer looks like when it has none. */
  readonly detail: string;
  /** The places in the body that the server complains about; empty when it names none. */
  readonly fields: readonly FieldError[];
  /** Whether a Prefect API answered; a page, text or a 404 for every path is that of a proxy or another server. */
  readonly isFromApi: boolean;
  /** What could be done about it; part of the message. */
  readonly advice: string | undefined;

  constructor(facts: ApiErrorFacts) {
    const what = `${facts.method} ${facts.path} was answered with ${facts.status}: ${facts.detail}`;
    const stop = /[.!?]$/.test(facts.detail) ? "" : ".";
    super(facts.advice === undefined ? what : `${what}${stop} ${facts.advice}`);
    this.status = facts.status;
    this.method = facts.method;
    this.path = facts.path;
    this.detail = facts.detail;
    this.fields = facts.fields;
    this.isFromApi = facts.isFromApi ?? true;
    this.advice = facts.advice;
  }
}

export interface TriedFacts {
  /** The API's address, without credentials. */
  readonly address: string;
  /** For how long it was tried, in seconds. */
  readonly seconds: number;
}

/** No connection to the server could be made, or it broke before an answer came. */
export class PrefectConnectionError extends PrefectError {
  override readonly name: string = "PrefectConnectionError";
  readonly address: string;
  readonly seconds: number;

  constructor(message: string, tried: TriedFacts, options?: ErrorOptions) {
    super(message, options);
    this.address = tried.address;
    this.seconds = tried.seconds;
  }
}

/** The server took the request and did not answer within the request's time. */
export class PrefectTimeoutError extends PrefectConnectionError {
  override readonly name = "PrefectTimeoutError";
}

/**
 * A request that must not be sent twice was sent, and no answer tells whether the server carried it out.
 * Look at the server before sending it again: `client.create` does.
 */
export class PrefectUnknownFateError extends PrefectConnectionError {
  override readonly name = "PrefectUnknownFateError";

  constructor(
    message: string,
    tried: TriedFacts,
    options?: ErrorOptions,
    /** Whether it took the whole time for one request, rather than broke off. */
    readonly isTimeout = false,
  ) {
    super(message, tried, options);
  }
}
