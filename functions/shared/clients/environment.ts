/** The environment variables that `infra/` gives a function. */

/** The variable's value; throws when the function was deployed without it. */
export function environment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set`);
  return value;
}
