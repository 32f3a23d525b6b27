export function findPostgresql(): string | undefined;
