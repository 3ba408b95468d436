/** The whole catalogue. */
import type { OrdersClient, Product } from '@ordersaga/client';

/** The largest page that the API returns. */
const LIMIT = 100;

/** Every product, page by page. */
export async function readCatalogue(client: OrdersClient): Promise<Product[]> {
  const products: Product[] = [];
  let nextToken: string | null | undefined;
  do {
    const page = await client.products({ limit: LIMIT, nextToken });
    products.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken);
  return products;
}
