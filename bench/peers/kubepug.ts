import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Peer } from './peer.ts';

interface KubepugApi {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly deleted_items?: readonly { readonly objectname?: string; readonly location: string }[];
}

interface KubepugOutput {
  readonly deprecated_apis: readonly KubepugApi[] | null;
  readonly deleted_apis: readonly KubepugApi[] | null;
}

/**
 * `kubepug`. It does not look into subfolders, so it is given a flat one of links. Its data come from the network, where the
 * environment does not name a file that has them.
 */
export const KUBEPUG: Peer = {
  name: 'kubepug',
  names: 'deprecated or removed',
  command: ({ folder, files, target, temporary }) => {
    const database = process.env['KUBEPUG_DATABASE'];
    if (database === undefined) return 'its data are to be had from the network only; name a file in KUBEPUG_DATABASE';
    for (const [at, file] of files.entries()) symlinkSync(join(folder, file), join(temporary, String(at)));
    const args = ['--input-file', temporary, '--database', database, '--k8s-version', `v${target}.0`];
    return { name: 'kubepug', program: 'kubepug', args: [...args, '--format', 'json'] };
  },
  read: (output, { files }) => {
    const { deprecated_apis, deleted_apis } = JSON.parse(output) as KubepugOutput;
    return [...(deprecated_apis ?? []), ...(deleted_apis ?? [])].flatMap(
      ({ group, version, kind, deleted_items = [] }) =>
        deleted_items.map(({ objectname, location }) => ({
          file: files[Number(basename(location))] ?? location,
          apiVersion: group === undefined ? version : `${group}/${version}`,
          kind,
          name: objectname ?? '',
        })),
    );
  },
};
