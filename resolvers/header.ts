/** Reading a header of the request: clients may send it several times, so it isn't always a string. */

/** AppSync's own type says nothing of the headers. */
type WithHeaders = { readonly request: { readonly headers: { readonly [name: string]: unknown } } };

/** The header of this lower-case name, unchecked. */
export function headerOf({ request }: WithHeaders, name: string): unknown {
  return request.headers[name];
}
