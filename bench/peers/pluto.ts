import { relative } from 'node:path';
import type { Peer } from './peer.ts';

interface PlutoOutput {
  readonly items?: readonly {
    readonly name: string;
    readonly filePath: string;
    readonly api: { readonly version: string; readonly kind: string };
  }[];
}

/** `pluto detect-files`. */
export const PLUTO: Peer = {
  name: 'pluto',
  names: 'deprecated or removed',
  command: ({ folder, target }) => ({
    name: 'pluto',
    program: 'pluto',
    args: ['detect-files', '-d', '.', '-o', 'json', '-t', `k8s=v${target}.0`],
    folder,
  }),
  read: (output, { folder }) =>
    ((JSON.parse(output) as PlutoOutput).items ?? []).map(({ name, filePath, api }) => ({
      file: relative(folder, filePath),
      apiVersion: api.version,
      kind: api.kind,
      name,
    })),
};
