import { bundledFacts } from '../catalog/bundled-facts.ts';
import { compareText } from '../model/gvk.ts';
import { get, text } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isAtLeast, isLater, parseRelease, releasesBetween } from '../model/release.ts';
import type { Resource } from '../model/resource.ts';

/**
 * One entry of `facts/version-skew.json`, written by hand after Kubernetes' version skew policy: how many minor releases
 * a component on a node may be older than the API server, at API servers `from` ... `to`. It may never be newer.
 */
interface SkewFact {
  readonly component: string;
  /** The field of a Node's `status.nodeInfo` that holds its version. */
  readonly nodeInfo: string;
  readonly olderBy: number;
  readonly from: Release;
  readonly to: Release | null;
}

/** What runs on a Node of the input. */
export interface NodeComponent {
  readonly node: string;
  readonly component: string;
  readonly release: Release;
}

/** Nodes whose component has to be brought to another release before the control plane makes a hop. */
export interface NodeStep {
  readonly component: string;
  readonly nodes: readonly string[];
  readonly is: Release;
  /** The release of the control plane at which it has to be done. */
  readonly at: Release;
  /** The release of the control plane that the component would be too old (or, going down, too new) for. */
  readonly before: Release;
  /** What the component has to be brought to. */
  readonly to: Release;
  readonly why: 'too-old' | 'newer';
}

/** The components that a Node says it runs; nothing where the resource is no Node, or is one without its status. */
export function componentsOf({ gvk, node, name }: Resource): readonly NodeComponent[] {
  if (gvk.group !== '' || gvk.kind !== 'Node' || node === null) return [];
  const info = get(node, 'status', 'nodeInfo');
  if (info === undefined) return [];
  const fields = new Map(bundledFacts<SkewFact>('version-skew.json').map((fact) => [fact.component, fact.nodeInfo]));
  return [...fields].flatMap(([component, field]) => {
    const release = parseRelease(text(info, field) ?? '');
    // What was built without its tags says v0.0.0, which tells nothing.
    return release === null || !isAtLeast(release, '1.0') ? [] : [{ node: name ?? '', component, release }];
  });
}

/** When, on the way, which nodes have to be brought to which release; in the order of the way. */
export function nodeSteps(components: readonly NodeComponent[], way: readonly Release[]): readonly NodeStep[] {
  const steps = new Map<string, Omit<NodeStep, 'nodes'> & { readonly nodes: string[] }>();
  for (const { node, component, release } of components) {
    for (const step of stepsOf(component, release, way)) {
      const key = JSON.stringify([component, step]);
      const same = steps.get(key) ?? { ...step, component, nodes: [] };
      steps.set(key, same);
      same.nodes.push(node);
    }
  }
  for (const { nodes } of steps.values()) nodes.sort(compareText);
  return [...steps.values()].sort(
    (a, b) =>
      way.indexOf(a.at) - way.indexOf(b.at) ||
      way.indexOf(a.before) - way.indexOf(b.before) ||
      compareText(a.component, b.component) ||
      compareReleases(a.is, b.is),
  );
}

function stepsOf(
  component: string,
  release: Release,
  way: readonly Release[],
): Omit<NodeStep, 'component' | 'nodes'>[] {
  const steps: Omit<NodeStep, 'component' | 'nodes'>[] = [];
  let is = release;
  way.forEach((server, index) => {
    const at = way[Math.max(0, index - 1)] as Release;
    if (isLater(is, server)) {
      steps.push({ is, at, before: server, to: server, why: 'newer' });
      is = server;
    } else if (isTooOld(component, is, server)) {
      // As far as the control plane has come by then: what runs on nodes may not be newer.
      steps.push({ is, at, before: server, to: at, why: 'too-old' });
      is = at;
    }
  });
  return steps;
}

function isTooOld(component: string, is: Release, server: Release): boolean {
  const fact = bundledFacts<SkewFact>('version-skew.json').find(
    ({ component: own, from, to }) =>
      own === component && isAtLeast(server, from) && (to === null || !isLater(server, to)),
  );
  return fact !== undefined && releasesBetween(is, server).length - 1 > fact.olderBy;
}
