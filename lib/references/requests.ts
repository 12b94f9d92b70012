import type { GroupVersionKind } from '../model/gvk.ts';
import type { Node, ScalarNode } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { isGone, isServed } from './family.ts';
import type { ReferenceReader } from './reference.ts';
import { select } from './select.ts';

/** A request that was made of an API server. */
interface Recorded {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  /** What names the API. */
  readonly node: ScalarNode;
  /** JSON pointer from the object to it. */
  readonly path: string;
  /** Who asked: a program, and the user as whom it did; `null` where nothing tells. */
  readonly client: string | null;
}

/**
 * The APIs that clients asked an API server for, as its audit log (`objectRef` of an Event) and OpenShift's APIRequestCount
 * record it. Controllers of Kubernetes' own ask for whatever the server has, so that what is gone is a warning at most.
 */
export const recordedRequests: ReferenceReader = {
  isFor: (gvk) => isAuditEvent(gvk) || isCount(gvk),
  *read({ gvk, path: base }, root, { catalog, target }) {
    const recorded = isCount(gvk) ? counted(root) : audited(root);
    if (recorded === null) return;
    const { group, version, resource, node, path, client } = recorded;
    const meant = catalog.versionsOfResource(group, resource).find((each) => each.version === version);
    if (meant === undefined) return;
    const state = catalog.state(meant, target);
    const isLasting = !state.deprecated || state.lifecycle.removed === null;
    yield {
      gvk: meant,
      offset: node.start,
      path: base + path,
      sort: 'request',
      atMost: isGone(state) || state.deprecated ? 'warning' : 'note',
      ...(isServed(state) && isLasting && state.stability !== 'alpha' ? { silent: true } : {}),
      ...(client === null ? {} : { askedBy: client }),
    };
  },
};

function isAuditEvent({ group, kind }: GroupVersionKind): boolean {
  return group === 'audit.k8s.io' && kind === 'Event';
}

function isCount({ group, kind }: GroupVersionKind): boolean {
  return group === 'apiserver.openshift.io' && kind === 'APIRequestCount';
}

function audited(root: Node): Recorded | null {
  const node = get(root, 'objectRef', 'apiVersion');
  const resource = text(root, 'objectRef', 'resource');
  if (node?.type !== 'scalar' || resource === undefined) return null;
  const group = text(root, 'objectRef', 'apiGroup') ?? '';
  const client = clientOf(text(root, 'userAgent'), text(root, 'user', 'username'));
  return { group, version: node.value, resource, node, path: '/objectRef/apiVersion', client };
}

/** How many clients are named of those that are counted. */
const MAX_CLIENTS = 3;

/** A count is named `cronjobs.v1beta1.batch`; there is one of every resource, asked for or not. */
function counted(root: Node): Recorded | null {
  const node = get(root, 'metadata', 'name');
  if (node?.type !== 'scalar') return null;
  const [, resource, version, group = ''] = /^([a-z]+)\.(v\w+)(?:\.([a-z0-9.-]+))?$/.exec(node.value) ?? [];
  if (resource === undefined || version === undefined) return null;
  const users = ['status.currentHour.byNode[].byUser[]', 'status.last24h[].byNode[].byUser[]'].flatMap((fields) =>
    select(root, fields, ''),
  );
  const clients = new Set(
    users.flatMap(({ node: user }) => clientOf(text(user, 'userAgent'), text(user, 'username')) ?? []),
  );
  if (clients.size === 0 && !(Number(text(root, 'status', 'requestCount')) > 0)) return null;
  const named = [...clients].slice(0, MAX_CLIENTS).join(', ');
  const more = clients.size > MAX_CLIENTS ? ` and ${clients.size - MAX_CLIENTS} more` : '';
  return { group, version, resource, node, path: '/metadata/name', client: named === '' ? null : named + more };
}

/** What is longer says no more of who it is. */
const MAX_NAME = 100;

/** A program without what it says of its system: `kubectl/v1.21.0 (linux/amd64) kubernetes/cb303e6`. Anybody may say anything here. */
function clientOf(userAgent: string | undefined, username: string | undefined): string | null {
  const program = userAgent?.split(/\s/)[0]?.slice(0, MAX_NAME) ?? '';
  const user = username?.replace(/\s+/g, ' ').slice(0, MAX_NAME) ?? '';
  if (program === '') return user === '' ? null : user;
  return user === '' ? program : `${program} as ${user}`;
}
