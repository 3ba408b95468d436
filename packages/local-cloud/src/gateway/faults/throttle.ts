/** The exception by which a service throttles. */

export type Throttle = { readonly name: string; readonly message: string; readonly status: number };

/** By the name of the service. */
export type ThrottleOf = (service: string) => Throttle;
