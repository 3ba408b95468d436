export declare const installPackage: (specifier: string, directory: string) => string | undefined;
