/**
 * What CloudFormation does with stacks, as far as creating again and deleting depend on it: rollbacks, deletion policies,
 * protection, and names that are taken ("DeletionPolicy attribute" and "Stack failure options" in its user guide).
 */
import assert from 'node:assert/strict';
import { isObject } from '../../../domain/is-object.ts';
import { uniqueNameOf } from '../../testing/unique-names.ts';

type Template = {
  readonly Resources: {
    readonly [id: string]: { readonly Type: string; readonly Properties?: object; readonly DeletionPolicy?: string };
  };
};

type Resource = {
  readonly id: string;
  readonly type: string;
  readonly physicalName: string;
  properties: object;
  deletionPolicy: string;
  status: string;
};

export type FakeStack = {
  readonly name: string;
  readonly arn: string;
  status: string;
  terminationProtection: boolean;
  template: Template;
  /** The template of its change set, until that is executed or deleted. */
  next: Template | undefined;
  readonly resources: Map<string, Resource>;
};

/** An answer with status 400. */
export class ClientError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

const EMPTY: Template = { Resources: {} };

/** The stacks of an account, and what else is in it. */
export class FakeCloudFormation {
  readonly stacks = new Map<string, FakeStack>();
  /** Everything that exists, by type and name; what its stack has kept outlives the stack. */
  readonly existing = new Map<string, Resource>();
  /** What the next resources of a type are called, instead of a generated name. */
  readonly names = new Map<string, string>();
  /** Creating a resource of this type fails. */
  failingType = '';
  /** CloudFormation deletes no bucket that has objects. */
  isEmptyBucket: (name: string) => Promise<boolean> = () => Promise.resolve(true);
  private generated = 0;

  stackNamed(nameOrArn: string): FakeStack {
    const found = [...this.stacks.values()].find(({ name, arn }) => [name, arn].includes(nameOrArn));
    if (found === undefined) throw new ClientError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
    return found;
  }

  createChangeSet(name: string, template: unknown): FakeStack {
    assert.ok(isTemplate(template));
    const arn = `arn:aws:cloudformation:eu-central-1:123456789012:stack/${name}/${(this.generated += 1)}`;
    const created = { name, arn, status: 'REVIEW_IN_PROGRESS', terminationProtection: false, template: EMPTY };
    const stack = this.stacks.get(name) ?? { ...created, next: template, resources: new Map() };
    stack.next = template;
    this.stacks.set(name, stack);
    return stack;
  }

  async executeChangeSet(stack: FakeStack): Promise<void> {
    const isNew = stack.status === 'REVIEW_IN_PROGRESS';
    const before = new Map([...stack.resources].map(([id, resource]) => [id, { ...resource }]));
    const { next: template } = stack;
    assert.ok(template);
    stack.next = undefined;
    for (const [
      id,
      { Type: type, Properties: properties = {}, DeletionPolicy: deletionPolicy = 'Delete' },
    ] of Object.entries(template.Resources)) {
      const existing = stack.resources.get(id);
      if (existing) Object.assign(existing, { properties, deletionPolicy, status: 'UPDATE_COMPLETE' });
      else if (!this.create(stack, { id, type, properties, deletionPolicy })) {
        return this.rollBack(stack, isNew, before);
      }
    }
    stack.template = template;
    stack.status = isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE';
  }

  /** False if it can't be. */
  private create(stack: FakeStack, one: Pick<Resource, 'id' | 'type' | 'properties' | 'deletionPolicy'>): boolean {
    const physicalName =
      uniqueNameOf(one.type, one.properties) ??
      this.names.get(one.type) ??
      `${stack.name}-${one.id}-${(this.generated += 1)}`.toLowerCase();
    const key = `${one.type} ${physicalName}`;
    const isFailing = one.type === this.failingType || this.existing.has(key);
    const resource = { ...one, physicalName, status: isFailing ? 'CREATE_FAILED' : 'CREATE_COMPLETE' };
    stack.resources.set(one.id, resource);
    if (!isFailing) this.existing.set(key, resource);
    return !isFailing;
  }

  private async rollBack(stack: FakeStack, isNew: boolean, before: ReadonlyMap<string, Resource>): Promise<void> {
    const created = [...stack.resources.values()].filter(
      ({ id, status }) => !before.has(id) && status === 'CREATE_COMPLETE',
    );
    for (const resource of created.toReversed()) {
      await this.delete(resource, resource.deletionPolicy === 'Retain');
    }
    for (const [id, resource] of before) Object.assign(stack.resources.get(id) ?? {}, resource);
    const isClean = created.every(({ status }) => status !== 'DELETE_FAILED');
    stack.status = isNew ? (isClean ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED') : 'UPDATE_ROLLBACK_COMPLETE';
  }

  async deleteStack(stack: FakeStack): Promise<void> {
    if (stack.terminationProtection) {
      throw new ClientError(
        'ValidationError',
        `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
      );
    }
    const left = [...stack.resources.values()].filter(
      ({ status }) => !/^(DELETE_COMPLETE|CREATE_FAILED)$/.test(status),
    );
    for (const resource of left.toReversed()) await this.delete(resource, resource.deletionPolicy.startsWith('Retain'));
    stack.status = 'DELETE_FAILED';
    if (left.every(({ status }) => status !== 'DELETE_FAILED')) this.stacks.delete(stack.name);
  }

  private async delete(resource: Resource, isKept: boolean): Promise<void> {
    resource.status = 'DELETE_SKIPPED';
    if (isKept) return;
    const isBlocked =
      isProtected(resource) ||
      (resource.type === 'AWS::S3::Bucket' && !(await this.isEmptyBucket(resource.physicalName)));
    resource.status = isBlocked ? 'DELETE_FAILED' : 'DELETE_COMPLETE';
    if (!isBlocked) this.existing.delete(`${resource.type} ${resource.physicalName}`);
  }
}

export function isProtected({ properties }: Pick<Resource, 'properties'>): boolean {
  return Object.entries(properties).some(
    ([name, value]) => name.startsWith('DeletionProtection') && (value === true || value === 'ACTIVE'),
  );
}

function isTemplate(value: unknown): value is Template {
  return isObject(value) && isObject(value['Resources']);
}
