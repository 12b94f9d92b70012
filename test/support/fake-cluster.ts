import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a {@link withFakeCluster} was sent. */
export interface FakeCluster {
  readonly url: string;
  /** The bodies of requests to store a Secret, in order, as they came. */
  readonly secrets: Buffer[];
}

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
const VERSION = { major: '1', minor: '24', gitVersion: 'v1.24.0' };

/** The answers that discovery takes: two kinds of the core, and one that later releases lack. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  '/version': VERSION,
  '/api': { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] },
  '/apis': {
    kind: 'APIGroupList',
    apiVersion: 'v1',
    groups: [
      {
        name: 'batch',
        versions: [{ groupVersion: 'batch/v1beta1', version: 'v1beta1' }],
        preferredVersion: { groupVersion: 'batch/v1beta1', version: 'v1beta1' },
      },
    ],
  },
  '/api/v1': resources('v1', [{ name: 'secrets', singularName: 'secret', kind: 'Secret' }]),
  '/apis/batch/v1beta1': resources('batch/v1beta1', [{ name: 'cronjobs', singularName: 'cronjob', kind: 'CronJob' }]),
};

function resources(groupVersion: string, list: readonly object[]) {
  const all = list.map((resource) => ({ ...resource, namespaced: true, verbs: VERBS }));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: all };
}

/** Serves the little of the Kubernetes API that `helm install` asks for before it stores a release; it has no objects. */
export async function withFakeCluster<T>(use: (cluster: FakeCluster) => Promise<T>): Promise<T> {
  const secrets: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const send = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      };
      const isSecret = path.endsWith('/secrets');
      if (request.method === 'POST' && isSecret) secrets.push(Buffer.concat(chunks));
      const answer = ANSWERS[path];
      if (request.method !== 'GET') send(500, { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 500 });
      else if (answer !== undefined) send(200, answer);
      else if (isSecret) send(200, { kind: 'SecretList', apiVersion: 'v1', metadata: {}, items: [] });
      else send(404, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secrets });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
