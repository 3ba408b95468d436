/** The products in memory, and what staff do with them. */
import { ordersErrorFrom, type OrdersError } from '../errors.ts';
import type {
  AddProductInput,
  ChangePriceInput,
  Product,
  ProductEvent,
  ProductEventPage,
  RestockProductInput,
} from '../types.ts';

/** Each throws the errors of the API that depend on the product. */
export type Catalogue = {
  /** The stocks before any order. */
  readonly products: () => readonly Product[];
  readonly addProduct: (input: AddProductInput) => Product;
  readonly changePrice: (change: ChangePriceInput) => Product;
  readonly restockProduct: (restock: RestockProductInput) => Product;
  readonly productHistory: (productId: string, limit: number) => ProductEventPage;
};

export function createCatalogue(): Catalogue {
  const products = new Map(SAMPLES.map((product) => [product.productId, product]));
  const events: ProductEvent[] = [];

  const find = (productId: string): Product => {
    const product = products.get(productId);
    if (product) return product;
    throw rejection('ProductNotFound', `productId: there is no product ${productId}`);
  };

  const write = (product: Product, eventType: ProductEvent['eventType'], told: Partial<ProductEvent>): Product => {
    const { productId } = product;
    const version = events.filter((event) => event.productId === productId).length + 1;
    const nothing = { price: null, previousPrice: null, quantity: null, restockId: null };
    const event = {
      productId,
      version,
      eventId: `${productId}-${version}`,
      eventType,
      actor: 'api-key',
      occurredAt: NOW,
    };
    events.unshift({ ...nothing, ...event, ...told });
    products.set(productId, product);
    return product;
  };

  return {
    products: () => [...products.values()],
    addProduct: (input) => {
      const { productId, price, available: quantity } = input;
      if (products.has(productId))
        throw rejection('Conflict', `input.productId: there is a product ${productId} already`);
      return write({ ...input }, 'PRODUCT_ADDED', { price, quantity });
    },
    changePrice: ({ productId, price, currentPrice }) => {
      const product = find(productId);
      if (product.price === price) return product;
      if (product.price !== currentPrice) {
        throw rejection('PriceMismatch', `currentPrice: ${productId} costs ${product.price} ${product.currency}`);
      }
      return write({ ...product, price }, 'PRICE_CHANGED', { price, previousPrice: product.price });
    },
    restockProduct: ({ productId, restockId, quantity }) => {
      const product = find(productId);
      const before = events.find((event) => event.productId === productId && event.restockId === restockId);
      if (before?.quantity === quantity) return product;
      if (before) throw rejection('IdempotencyKeyReused', 'restockId: was used for another quantity of the product');
      const available = product.available + quantity;
      return write({ ...product, available }, 'PRODUCT_RESTOCKED', { restockId, quantity });
    },
    productHistory: (productId, limit) => ({
      items: events.filter((event) => event.productId === productId).slice(0, limit),
      nextToken: null,
    }),
  };
}

const SAMPLES: readonly Product[] = [
  { productId: 'keyboard', name: 'Keyboard', price: 89.99, currency: 'USD', available: 70 },
  { productId: 'mouse', name: 'Mouse', price: 39.9, currency: 'USD', available: 30 },
];

const NOW = '2026-01-01T00:00:00.000Z';

function rejection(errorType: string, message: string): OrdersError {
  return ordersErrorFrom([{ errorType, message }]);
}
