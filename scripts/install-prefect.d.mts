/** Throws an error that says what to do. */
export declare function installPrefect(folder: string, environment: string): void;
