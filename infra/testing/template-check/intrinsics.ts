/** CloudFormation's intrinsic functions: which one a value is, and what it refers to. */
import { isObject } from '../../../domain/is-object.ts';
import { itemsOf, membersOf } from './parsed-template.ts';

export type Intrinsic = { readonly name: string; readonly argument: unknown };

/** `attribute` is missing for a `Ref`. */
export type Reference = { readonly path: string; readonly target: string; readonly attribute?: string };

/** `{ "Fn::GetAtt": [] }` is `Fn::GetAtt` of `[]`; undefined if the value is a plain one. */
export function intrinsicOf(value: unknown): Intrinsic | undefined {
  const [member, ...others] = isObject(value) ? Object.entries(value) : [];
  if (member === undefined || others.length > 0) return undefined;
  const [name, argument] = member;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
}

/** Stands for a property that isn't there. */
export function isNoValue(value: unknown): boolean {
  return isObject(value) && value['Ref'] === 'AWS::NoValue';
}

/** Every reference in a value, however deep. One that has no readable target refers to the empty name. */
export function referencesIn(value: unknown, path: string): Reference[] {
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.name === 'Ref') return [{ path, target: nameOf(intrinsic.argument) }];
  if (intrinsic?.name === 'Fn::GetAtt') return [attributeReference(intrinsic.argument, path)];
  if (intrinsic?.name === 'Fn::Sub') return referencesOfSub(intrinsic.argument, path);
  const ofItems = itemsOf(value).flatMap((item, index) => referencesIn(item, `${path}[${index}]`));
  const ofMembers = Object.entries(membersOf(value)).flatMap(([name, one]) => referencesIn(one, `${path}.${name}`));
  return [...ofItems, ...ofMembers];
}

/** Names of conditions that `Fn::If` asks for in a value. */
export function conditionsIn(value: unknown): string[] {
  const intrinsic = intrinsicOf(value);
  const own = intrinsic?.name === 'Fn::If' ? [nameOf(itemsOf(intrinsic.argument)[0])] : [];
  return [...own, ...[...itemsOf(value), ...Object.values(membersOf(value))].flatMap(conditionsIn)];
}

function attributeReference(argument: unknown, path: string): Reference {
  const words = Array.isArray(argument) ? itemsOf(argument) : nameOf(argument).split('.');
  const [target, ...attribute] = words;
  return { path, target: nameOf(target), attribute: attribute.map(nameOf).join('.') };
}

/** `${Name}` and `${Name.Attribute}`, unless the function gives the name a value of its own; `${!Name}` is itself. */
function referencesOfSub(argument: unknown, path: string): Reference[] {
  const [text, values] = Array.isArray(argument) ? itemsOf(argument) : [argument];
  const own = membersOf(values);
  const names = [...nameOf(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim());
  const ofText = names
    .filter((name) => !Object.hasOwn(own, name))
    .map((name) => (name.includes('.') ? attributeReference(name, path) : { path, target: name }));
  return [...ofText, ...referencesIn(own, path)];
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
