/** Every handler of the app's resolvers and functions, with the inputs that the tests use. */
import type { Case, ServiceTarget, Source } from '../case.ts';
import { evaluate } from '../evaluate.ts';
import type { TemplateResource } from '../template.ts';
import { CANCEL_ORDER } from './cancel-order.ts';
import { CALLER_LIMITS } from './caller-limits.ts';
import { CATALOGUE } from './catalogue.ts';
import { CREATE_ORDER_FUNCTIONS } from './create-order-functions.ts';
import { CREATE_ORDER } from './create-order.ts';
import type { HandlerCase } from './handler-case.ts';
import { PRODUCTS } from './products.ts';
import { READING } from './queries.ts';
import { REFUND_ORDER } from './refund-order.ts';
import { STAFF_ORDERS } from './staff-orders.ts';
import { withoutNow } from './without-now.ts';

export const HANDLER_CASES: readonly HandlerCase[] = [
  ...READING,
  ...PRODUCTS,
  ...CREATE_ORDER,
  ...CREATE_ORDER_FUNCTIONS,
  ...CALLER_LIMITS,
  ...CANCEL_ORDER,
  ...REFUND_ORDER,
  ...STAFF_ORDERS,
  ...CATALOGUE,
];

type Template = ReadonlyMap<string, TemplateResource>;

/** The code that deploys, by the field of a resolver or the name of a function. */
export function codeIn(template: Template): ReadonlyMap<string, string> {
  return new Map(
    [...template.values()].flatMap(({ type, properties: { TypeName, FieldName, Name, Code } }) => {
      if (typeof Code !== 'string') return [];
      if (type === 'AWS::AppSync::Resolver') return [[`${String(TypeName)}.${String(FieldName)}`, Code] as const];
      return type === 'AWS::AppSync::FunctionConfiguration' ? [[String(Name), Code] as const] : [];
    }),
  );
}

export function handlerSource(template: Template): Source<ServiceTarget> {
  const code = codeIn(template);
  return { name: 'handlers', cases: () => HANDLER_CASES.map((one) => caseOf(one, code.get(one.code))) };
}

function caseOf(
  { code: name, step, context, source, ...rest }: HandlerCase,
  code: string | undefined,
): Case<ServiceTarget> {
  if (code === undefined) throw new Error(`The template has no resolver or function ${name}`);
  const known = JSON.stringify(context);
  return {
    group: 'handlers of the app',
    name: `${name} ${step}: ${rest.name}`,
    source,
    shows: { context },
    run: async (target) => withoutNow(await evaluate(target, { code, context, function: step }), known),
  };
}
