/** Whether a value has the type that a resource schema asks for. */
import { isObject } from '../../../domain/is-object.ts';
import { intrinsicOf, isNoValue, referencesIn } from './intrinsics.ts';
import type { Intrinsic } from './intrinsics.ts';
import { itemsOf } from './parsed-template.ts';
import type { ParsedTemplate } from './parsed-template.ts';
import { propertiesOf, schemaOf } from './schemas.ts';
import type { Properties, PropertyType } from './schemas.ts';

/** Where a value stands. */
export type Place = { readonly path: string; readonly template: ParsedTemplate };

type Kind = PropertyType['type'];

/** What is wrong with an object of these properties. `readOnly` are names of which only CloudFormation knows the values. */
export function checkProperties(
  value: { readonly [name: string]: unknown },
  properties: Properties,
  place: Place,
  readOnly: readonly string[] = [],
): string[] {
  const given = Object.entries(value).filter(([, member]) => !isNoValue(member));
  const names = given.map(([name]) => name);
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required === true && !names.includes(name))
    .map(([name]) => `${place.path}: "${name}" is required`);
  const wrong = given.flatMap(([name, member]) => {
    const property = properties[name];
    if (property !== undefined) return checkValue(member, property.type, inside(place, `.${name}`));
    return [`${place.path}: "${name}" ${readOnly.includes(name) ? 'is read-only' : "isn't a property"}`];
  });
  return [...missing, ...wrong];
}

function checkValue(value: unknown, type: PropertyType, place: Place): string[] {
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.name === 'Fn::If') return checkBranches(intrinsic.argument, type, place);
  if (intrinsic !== undefined) return checkIntrinsic(intrinsic, type, place);
  if (type.type === 'union') return checkUnion(value, type.types, place);
  if (!isOfKind(value, type.type)) return [`${place.path}: ${JSON.stringify(value)} isn't of type ${type.type}`];
  if ('allowedValues' in type) {
    const allowed: readonly unknown[] = type.allowedValues;
    return allowed.includes(value) ? [] : [`${place.path}: "${String(value)}" isn't one of ${allowed.join(', ')}`];
  }
  return checkMembers(value, type, place);
}

function checkMembers(value: unknown, type: PropertyType, place: Place): string[] {
  if (type.type === 'array') {
    return itemsOf(value).flatMap((item, index) => checkValue(item, type.element, inside(place, `[${index}]`)));
  }
  if (!isObject(value)) return [];
  if (type.type === 'ref') return checkProperties(value, propertiesOf(type), place);
  if (type.type === 'tag') return checkProperties(value, TAG, place);
  if (type.type !== 'map') return [];
  return Object.entries(value).flatMap(([name, member]) => checkValue(member, type.element, inside(place, `.${name}`)));
}

const TAG: Properties = {
  Key: { type: { type: 'string' }, required: true },
  Value: { type: { type: 'string' }, required: true },
};

/** The type that fits best. Any JSON fits if no other type is of the value's kind. */
function checkUnion(value: unknown, types: readonly PropertyType[], place: Place): string[] {
  const ofKind = types.filter(({ type }) => type !== 'json' && isOfKind(value, type));
  const candidates = ofKind.length > 0 ? ofKind : types;
  const [best = []] = candidates
    .map((type) => checkValue(value, type, place))
    .toSorted((one, other) => one.length - other.length);
  return best;
}

const KINDS: { readonly [kind in Kind]: (value: unknown) => boolean } = {
  string: (value) => typeof value === 'string',
  'date-time': (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  json: (value) => isObject(value) || Array.isArray(value) || typeof value === 'string',
  array: (value) => Array.isArray(value),
  map: isObject,
  ref: isObject,
  tag: isObject,
  union: () => true,
};

function isOfKind(value: unknown, kind: Kind): boolean {
  return KINDS[kind](value);
}

/** `Fn::If` has one of two values, or none. */
function checkBranches(argument: unknown, type: PropertyType, place: Place): string[] {
  const [, ...branches] = itemsOf(argument);
  if (branches.length !== 2) return [`${place.path}: Fn::If needs a condition and two values`];
  return branches.filter((branch) => !isNoValue(branch)).flatMap((branch) => checkValue(branch, type, place));
}

/** The kind of what a function results in; undefined if that is known at the deployment only. */
type Result = Kind | undefined;

const FUNCTIONS: { readonly [name: string]: (intrinsic: Intrinsic, place: Place) => Result } = {
  Ref: ({ argument }, { template }) => kindOfRef(String(argument), template),
  'Fn::GetAtt': kindOfAttribute,
  'Fn::Join': () => 'string',
  'Fn::Sub': () => 'string',
  'Fn::Base64': () => 'string',
  'Fn::ImportValue': () => 'string',
  'Fn::Split': () => 'array',
  'Fn::GetAZs': () => 'array',
  'Fn::Select': () => undefined,
  'Fn::FindInMap': () => undefined,
};

function checkIntrinsic(intrinsic: Intrinsic, type: PropertyType, place: Place): string[] {
  const resultOf = FUNCTIONS[intrinsic.name];
  if (resultOf === undefined) return [`${place.path}: this check doesn't know ${intrinsic.name}`];
  const result = resultOf(intrinsic, place);
  const types = type.type === 'union' ? type.types : [type];
  if (result === undefined || types.some((one) => takes(one.type, result))) return checkArgument(intrinsic, place);
  return [`${place.path}: ${intrinsic.name} results in a ${result}, which isn't of type ${type.type}`];
}

function kindOfRef(target: string, { parameters, resources }: ParsedTemplate): Result {
  if (target === 'AWS::NotificationARNs') return 'array';
  if (Object.hasOwn(resources, target) || target.startsWith('AWS::')) return 'string';
  const parameter = parameters[target];
  const type = isObject(parameter) ? String(parameter['Type']) : '';
  return /List/.test(type) ? 'array' : type === 'Number' ? 'number' : 'string';
}

/** `checkReferences` reports attributes that don't exist. */
function kindOfAttribute(intrinsic: Intrinsic, { template }: Place): Result {
  const [reference] = referencesIn({ [intrinsic.name]: intrinsic.argument }, '');
  const type = template.resources[reference?.target ?? '']?.['Type'];
  const schema = typeof type === 'string' ? schemaOf(type) : undefined;
  return schema?.attributes[reference?.attribute ?? '']?.type.type;
}

const TEXT: readonly Kind[] = ['string', 'date-time', 'json'];
const SCALARS: readonly Kind[] = ['number', 'integer', 'boolean'];

/** CloudFormation writes numbers as strings where it must, and never the other way round. */
function takes(wanted: Kind, result: Kind): boolean {
  if (result === 'union' || wanted === result || wanted === 'json') return true;
  return TEXT.includes(wanted) && [...TEXT, ...SCALARS].includes(result);
}

/** The parts of a joined string are strings. */
function checkArgument({ name, argument }: Intrinsic, place: Place): string[] {
  if (name !== 'Fn::Join') return [];
  const [separator, parts] = itemsOf(argument);
  if (typeof separator !== 'string') return [`${place.path}: Fn::Join needs a separator and a list`];
  return checkValue(parts, { type: 'array', element: { type: 'string' } }, place);
}

function inside({ path, template }: Place, step: string): Place {
  return { path: `${path}${step}`, template };
}
