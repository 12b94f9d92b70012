import { join } from 'node:path';
import type { Peer } from './peer.ts';
import { writeSchemas } from './schemas.ts';

interface KubeconformOutput {
  readonly resources: readonly {
    readonly filename: string;
    readonly kind: string;
    readonly name: string;
    readonly version: string;
    readonly status: string;
    readonly msg: string;
  }[];
}

/**
 * `kubeconform`, with schemas made of the bundled Snapshot, since its own come from the network. It validates; what it has no
 * schema for is what the release does not serve, custom resources among it.
 */
export const KUBECONFORM: Peer = {
  name: 'kubeconform',
  names: 'without a schema',
  command: ({ folder, target, temporary }) => {
    writeSchemas(target, temporary);
    const schemas = join(temporary, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
    return {
      name: 'kubeconform',
      program: 'kubeconform',
      args: ['-output', 'json', '-kubernetes-version', `${target}.0`, '-schema-location', schemas, '.'],
      folder,
    };
  },
  read: (output) =>
    (JSON.parse(output) as KubeconformOutput).resources
      .filter(({ msg }) => msg.startsWith('could not find schema'))
      .map(({ filename, kind, name, version }) => ({ file: filename, apiVersion: version, kind, name })),
};
