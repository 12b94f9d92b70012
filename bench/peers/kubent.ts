import type { Peer } from './peer.ts';

type KubentOutput = readonly { readonly Name: string; readonly Kind: string; readonly ApiVersion: string }[];

/** `kubent` without a cluster. It takes files only, and does not say which one holds what it found. */
export const KUBENT: Peer = {
  name: 'kubent',
  names: 'deprecated or removed',
  command: ({ folder, files, target }) => ({
    name: 'kubent',
    program: 'kubent',
    args: ['-c=false', '--helm3=false', '-t', `${target}.0`, '-o', 'json', ...files.map((file) => `-f="${file}"`)],
    folder,
  }),
  read: (output) =>
    (JSON.parse(output) as KubentOutput).map(({ Name, Kind, ApiVersion }) => ({
      file: null,
      apiVersion: ApiVersion,
      kind: Kind,
      name: Name,
    })),
};
