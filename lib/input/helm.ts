import type { Capabilities } from './helm-condition.ts';
import type { Rendered, Tool } from './render.ts';
import { runTool } from './render.ts';

/** How a chart is to be rendered. */
export interface HelmOptions {
  readonly tool: Tool;
  readonly capabilities: Capabilities;
  /** The user's own files of values, absolute, and settings; the later wins, and settings win over files. */
  readonly values: readonly string[];
  readonly set: readonly string[];
  /** Milliseconds. */
  readonly timeout: number;
}

/** All that Helm keeps outside of the chart; some of it names plugins that it would run. */
const HOMES = ['HELM_CACHE_HOME', 'HELM_CONFIG_HOME', 'HELM_DATA_HOME', 'HELM_PLUGINS'];

/**
 * Renders a chart by `helm template`, asked as the Target's cluster would be. Helm runs no hook and no plugin for that,
 * asks no cluster, and takes no dependency that is not there.
 *
 * @param chart the folder or the archive, absolute.
 * @param file the same, as shown to people.
 * @param more a file of values of the chart's own, absolute, which counts before the user's.
 */
export function helmTemplate(
  chart: string,
  file: string,
  more: string | null,
  options: HelmOptions,
): Promise<Rendered> {
  const { tool, capabilities, values, set, timeout } = options;
  const args = [
    'template',
    chart,
    '--include-crds',
    `--kube-version=${capabilities.release}.0`,
    `--api-versions=${[...capabilities.apis].join(',')}`,
    ...(more === null ? values : [more, ...values]).map((path) => `--values=${path}`),
    ...set.map((setting) => `--set=${setting}`),
  ];
  const hide = [[chart, file], ...values.map((path) => [path, basenameOf(path)])] as const;
  return runTool(tool, args, { cwd: '/', homes: HOMES, timeout, hide: hide as readonly (readonly [string, string])[] });
}

function basenameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
