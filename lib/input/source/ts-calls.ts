import { apiOfClass, apiOfObject, apiOfResource, isVersionName, objectOfMethod } from './api-names.ts';
import type { Found } from './found.ts';
import { combined } from './ts-choices.ts';
import type { Clients } from './ts-clients.ts';
import type { TsProgram } from './ts-module.ts';
import type { Values } from './ts-values.ts';
import type { ts } from './typescript.ts';

const CUSTOM = /^(?:create|get|list|patch|replace|delete|deleteCollection)(?:Cluster|Namespaced)?CustomObject/;
/** What ends a chain of the fluent client: the verbs, and the streams. */
const FLUENT_ENDS = /^(?:get|post|put|patch|delete|getStream|getObjectStream|getByteStream|status|log|exec|watch)$/;

/** Reads the calls of clients. */
export class Calls {
  readonly #program: TsProgram;
  readonly #values: Values;
  readonly #clients: Clients;
  readonly #found: Found;

  constructor(program: TsProgram, values: Values, clients: Clients, found: Found) {
    this.#program = program;
    this.#values = values;
    this.#clients = clients;
    this.#found = found;
  }

  /** Looks at one node; nodes of other sorts are passed over. */
  visit(node: ts.Node): void {
    const { ts } = this.#program;
    if (!ts.isCallExpression(node)) {
      if (ts.isPropertyAccessExpression(node)) this.#fluent(node);
      return;
    }
    if (!ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression: receiver } = node.expression;
    if (CUSTOM.test(name.text)) this.#customObject(node, name);
    else if (name.text === 'list' && node.arguments.length >= 2) this.#objectList(node);
    else this.#method(name, receiver);
  }

  /** `api.createNamespacedIngress(...)`: the receiver tells group and version, the name the kind. */
  #method(name: ts.MemberName, receiver: ts.Expression): void {
    const object = objectOfMethod(name.text);
    if (object === null) return;
    const client = this.#clients.of(receiver);
    const api = client === null ? null : apiOfClass(client);
    if (api !== null) {
      const what = { type: 'method', name: object.object } as const;
      this.#found.use(name.getStart(), `${client}.${name.text}`, { ...api, what });
    } else if (client === null && object.isTelling)
      this.#found.runTime(name.getStart(), `${receiver.getText()}.${name.text}`);
  }

  /** Both forms of CustomObjectsApi; what the object form has in constants is read where the object stands. */
  #customObject(node: ts.CallExpression, name: ts.MemberName): void {
    const [first, second] = node.arguments;
    if (first === undefined) return;
    if (second === undefined) {
      const object = this.#values.object(first);
      const isKnown =
        object !== null &&
        ['group', 'version', 'plural'].every((key) => {
          const value = this.#values.property(object, key);
          return value !== 'unknown' && this.#values.texts(value).length > 0;
        });
      if (!isKnown) this.#found.runTime(name.getStart(), `${name.text}(${first.getText()})`);
      return;
    }
    const hasNamespace = name.text.includes('Namespaced');
    const [groups, versions, plurals] = [first, second, node.arguments[hasNamespace ? 3 : 2]].map((argument) =>
      this.#values.texts(argument),
    ) as [readonly string[], readonly string[], readonly string[]];
    const choices = combined(groups, versions, plurals);
    if (choices === null || choices.length === 0) {
      this.#found.runTime(
        name.getStart(),
        `${name.text}(${node.arguments.map((argument) => argument.getText()).join(', ')})`,
      );
      return;
    }
    for (const [group = '', version = '', plural = ''] of choices) {
      const api = apiOfResource(group, version, plural);
      if (api !== null) this.#found.use(name.getStart(), `${name.text} ${group}/${version} ${plural}`, api);
    }
  }

  /** `KubernetesObjectApi.list('apps/v1', 'Deployment')`. */
  #objectList(node: ts.CallExpression): void {
    const [apiVersions, kinds] = [this.#values.texts(node.arguments[0]), this.#values.texts(node.arguments[1])];
    // Many a class has a method of this name: where they are too many to be of Kubernetes, nothing is said.
    for (const [apiVersion = '', kind = ''] of combined(apiVersions, kinds) ?? []) {
      const api = /^[A-Z][A-Za-z]+$/.test(kind) ? apiOfObject(apiVersion, kind) : null;
      if (api !== null) this.#found.use(node.arguments[0]?.getStart() ?? 0, `${apiVersion} ${kind}`, api);
    }
  }

  /** The fluent client: `client.apis.apps.v1.namespaces('default').deployments('web').get()`. */
  #fluent(node: ts.PropertyAccessExpression): void {
    if (node.name.text !== 'apis' && node.name.text !== 'api') return;
    const steps = this.#stepsAfter(node);
    const group = node.name.text === 'api' ? '' : steps.shift();
    const version = steps.shift();
    if (group === undefined || version == null || !isVersionName(version)) return;
    if (group === null) {
      this.#found.runTime(node.getStart(), node.parent.getText());
      return;
    }
    const resources = steps.filter((step) => step !== 'watch');
    const end = resources.findIndex((step) => step !== null && FLUENT_ENDS.test(step));
    const path = end === -1 ? resources : resources.slice(0, end);
    const [first = null, below] = path;
    const resource = first === 'namespaces' || first === 'ns' ? (below ?? 'namespaces') : first;
    const api = apiOfResource(group, version, resource);
    if (api !== null)
      this.#found.use(node.getStart(), `${group === '' ? '' : `${group}/`}${version} ${resource ?? ''}`, api);
  }

  /** The names of a chain of members and calls, from a node outwards; `null` for one that only a run tells. */
  #stepsAfter(node: ts.Node): (string | null)[] {
    const { ts } = this.#program;
    const steps: (string | null)[] = [];
    for (let at = node; ; at = at.parent) {
      const { parent } = at;
      if (ts.isPropertyAccessExpression(parent) && parent.expression === at) steps.push(parent.name.text);
      else if (ts.isElementAccessExpression(parent) && parent.expression === at) {
        steps.push(this.#values.texts(parent.argumentExpression)[0] ?? null);
      } else if (!(ts.isCallExpression(parent) && parent.expression === at)) return steps;
    }
  }
}
