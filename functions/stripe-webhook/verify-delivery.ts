/** Whether a delivery is Stripe's own: by its signature, and the endpoint's secret, which may be replaced at any time. */
import Stripe from 'stripe';

export type Delivery = { readonly signature: string; readonly body: Buffer };

/** How long secrets are used without looking for newer ones. */
const SECRETS_LIFETIME_MS = 5 * 60_000;

/** Anybody can send deliveries that are signed wrong. They make the function read its secret no more often than this. */
const READ_AGAIN_AFTER_MS = 10_000;

/** A delivery that is older was recorded, and is sent again by somebody else. Stripe signs each of its own tries anew. */
const TOLERANCE_SECONDS = 5 * 60;

type Held = { readonly secrets: readonly string[]; readonly readAt: number };

/**
 * The returned function returns the event, or undefined if none of the secrets has signed it in the last five minutes. If
 * none has, it looks for newer secrets first. It throws when there are no secrets.
 */
export function verifyingDeliveries(readSecret: () => Promise<string>) {
  let held: Held | undefined;

  const read = async (): Promise<Held> => (held = { secrets: secretsIn(await readSecret()), readAt: Date.now() });

  return async (delivery: Delivery): Promise<unknown> => {
    const present = held && ageOf(held) < SECRETS_LIFETIME_MS ? held : await read();
    const event = eventIn(delivery, present);
    if (event !== undefined || ageOf(present) < READ_AGAIN_AFTER_MS) return event;
    return eventIn(delivery, await read());
  };
}

function ageOf({ readAt }: Held): number {
  return Date.now() - readAt;
}

/** `whsec_…`, or the old one and the new one with a comma between. */
function secretsIn(text: string): string[] {
  const secrets = text.split(',').map((secret) => secret.trim());
  if (secrets.every((secret) => secret.startsWith('whsec_'))) return secrets;
  throw new Error("The secret of Stripe's webhook does not hold signing secrets (whsec_…)");
}

function eventIn({ body, signature }: Delivery, { secrets }: Held): unknown {
  for (const secret of secrets) {
    try {
      return Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
    } catch {
      // Signed by another secret, too long ago, by nobody, or no event at all.
    }
  }
  return undefined;
}
