export declare const OPTIONS: { readonly [name: string]: boolean };
export declare const lostOptions: (environment: NodeJS.ProcessEnv, given: readonly string[]) => string | undefined;
