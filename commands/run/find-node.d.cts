export declare const findNode: () => string;
export declare const isNewEnough: (version: string) => boolean;
