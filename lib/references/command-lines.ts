import { offsetsOf } from '../input/text-in.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import type { Source } from '../model/resource.ts';

/** A component of Kubernetes that takes flags. */
export type Component = (typeof COMPONENTS)[number];

const COMPONENTS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'kubelet',
  'kubeadm',
  'cloud-controller-manager',
] as const;

/** A flag on a command line, before its place in the Source is known. */
export interface Flag {
  readonly component: Component;
  /** Without the dashes. */
  readonly name: string;
  readonly value: string;
  readonly offset: number;
  readonly path: string;
}

/** The component that a program is, by its path: `/usr/local/bin/kube-proxy`; `null` where it is none. */
function componentOf(program: string): Component | null {
  if (/\s/.test(program)) return null;
  const name = program.slice(program.lastIndexOf('/') + 1);
  return COMPONENTS.find((component) => component === name) ?? null;
}

/** The component that an image holds, by its name alone: `registry/kube-proxy-amd64:v1.9.0`. */
function componentOfImage(image: string): Component | null {
  const name = image.replace(/@.*$/s, '').replace(/:[^/:]*$/, '');
  return componentOf(name.replace(/-(?:amd64|arm|arm64|ppc64le|s390x)$/, ''));
}

/**
 * The flags that a container hands to a component of Kubernetes. Other programs have flags of the same names (a CSI
 * sidecar's `--feature-gates`, an autoscaler's `--cloud-provider`): without a component by command or image there are none.
 *
 * @param path JSON pointer to the container.
 * @param source the text that the container stands in; offsets are in it.
 */
export function* flagsOfContainer(container: Node, path: string, source: Source): Generator<Flag> {
  const words: Word[] = [];
  addWords(words, container, 'command');
  addWords(words, container, 'args');
  const component = componentOfWords(words) ?? componentOfImage(text(container, 'image') ?? '');
  for (const [at, word] of words.entries()) {
    const { value } = word.node;
    if (!value.startsWith('-') && /\s/.test(value)) yield* flagsOfScript(word, path, source);
    else yield* flagOfWord(component, word, words[at + 1], path, source);
  }
}

/** A word, and where it stands in the container: the pointer to it is made for the few that are flags. */
interface Word {
  readonly node: ScalarNode;
  readonly list: string;
  readonly at: number;
}

function addWords(words: Word[], container: Node, list: string): void {
  const node = get(container, list);
  if (node?.type !== 'sequence') return;
  for (const [at, item] of node.items.entries()) if (item.type === 'scalar') words.push({ node: item, list, at });
}

function pathOf({ list, at }: Word, path: string): string {
  return pointer(pointer(path, list), at);
}

/** A command may go through others (`/hyperkube kubelet`, `tini -- kube-proxy`), but comes before the first flag of its own. */
function componentOfWords(words: readonly Word[]): Component | null {
  for (const { node } of words) {
    if (node.value.startsWith('--') && node.value !== '--') return null;
    const component = componentOf(node.value);
    if (component !== null) return component;
  }
  return null;
}

function* flagOfWord(
  component: Component | null,
  word: Word,
  next: Word | undefined,
  path: string,
  source: Source,
): Generator<Flag> {
  const { node } = word;
  const match = /^--?([a-z][\w-]*)(?:=([\s\S]*))?$/.exec(node.value);
  if (match === null) return;
  const [, name = '', own] = match;
  const holder = own !== undefined ? word : next;
  if (holder === undefined || (own === undefined && holder.node.value.startsWith('-'))) return;
  const value = own ?? holder.node.value;
  const flag = flagFor(component, name, value);
  if (flag === null) return;
  const start = holder.node.value.length - flag.value.length;
  const offset = start === 0 ? holder.node.start : offsetsOf(holder.node, source)(start);
  yield { ...flag, offset, path: pathOf(holder, path) };
}

/**
 * A flag with the component that it is for: the one whose command it stands in, or the one to which k3s and RKE2 pass it on
 * (`--kubelet-arg=feature-gates=A=true`).
 */
function flagFor(
  component: Component | null,
  name: string,
  value: string,
): Pick<Flag, 'component' | 'name' | 'value'> | null {
  const to = componentOfArguments(name);
  if (to !== null) return argumentFor(to, value);
  return component === null ? null : { component, name, value };
}

/** A flag as k3s and RKE2 take it for a component: `feature-gates=A=true`, with or without dashes; `null` where it has no value. */
export function argumentFor(component: Component, argument: string): Pick<Flag, 'component' | 'name' | 'value'> | null {
  const match = /^-{0,2}([a-z][\w-]*)=([\s\S]*)$/.exec(argument);
  return match === null ? null : { component, name: match[1] as string, value: match[2] as string };
}

/** The component that a key names whose value is a list of such arguments: `kube-apiserver-arg`; `null` for any other. */
export function componentOfArguments(key: string): Component | null {
  return key.endsWith('-arg') ? componentOf(key.slice(0, -'-arg'.length)) : null;
}

function* flagsOfScript(word: Word, path: string, source: Source): Generator<Flag> {
  const offsetOf = offsetsOf(word.node, source);
  for (const { at, ...flag } of flagsOfText(word.node.value)) {
    yield { ...flag, offset: offsetOf(at), path: pathOf(word, path) };
  }
}

const FLAG = /(?<=^|[\s"'=])--([a-z][a-z0-9-]*)(?:=|[ \t]+)(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'\\;&|]+))/g;

/** A variable that holds the flags of a component, as systemd's unit files and their environment files name them. */
const VARIABLE =
  /\b(KUBELET|KUBE_APISERVER|KUBE_API|KUBE_CONTROLLER_MANAGER|KUBE_SCHEDULER|KUBE_PROXY)_(?:[A-Z]+_)*(?:ARGS|OPTS|FLAGS)["']?[ \t]*=/g;

const COMPONENT_OF_VARIABLE: Readonly<Record<string, Component>> = {
  KUBELET: 'kubelet',
  KUBE_API: 'kube-apiserver',
  KUBE_APISERVER: 'kube-apiserver',
  KUBE_CONTROLLER_MANAGER: 'kube-controller-manager',
  KUBE_SCHEDULER: 'kube-scheduler',
  KUBE_PROXY: 'kube-proxy',
};

/** A part of the name of every component, and of every variable: most scripts have none, and need no further look. */
const NAMES_COMPONENT = /kube|KUBE|cloud-controller-manager/;

/**
 * The flags that a shell script, a unit file or an environment file hands to a component of Kubernetes, which must stand
 * before them in the same command. `at` is the offset of the value in the text.
 */
export function* flagsOfText(script: string): Generator<Omit<Flag, 'offset' | 'path'> & { readonly at: number }> {
  if (!script.includes('--') || !NAMES_COMPONENT.test(script)) return;
  for (const match of script.matchAll(FLAG)) {
    const before = script.slice(Math.max(0, match.index - LONGEST_COMMAND), match.index);
    const component = commandBefore(before.slice(startOfCommand(before, before.length)));
    const flag = flagFor(component, match[1] as string, match[2] ?? match[3] ?? match[4] ?? '');
    if (flag === null) continue;
    const quote = match[4] === undefined ? 1 : 0;
    yield { ...flag, at: match.index + match[0].length - flag.value.length - quote };
  }
}

/** How far back the component is looked for, in characters: a dashboard's JSON in one line is no command. */
const LONGEST_COMMAND = 8192;

/** Where the command begins that a place belongs to: lines that end in a backslash go on, `;`, `&&` and `|` end it. */
function startOfCommand(script: string, at: number): number {
  let start = at;
  for (;;) {
    const previous = script.lastIndexOf('\n', start - 1);
    if (previous === -1) {
      start = 0;
      break;
    }
    if (!/\\[ \t\r]*$/.test(script.slice(Math.max(0, previous - 4), previous))) {
      start = previous + 1;
      break;
    }
    start = previous;
    if (start === 0) break;
  }
  const ended = [...script.slice(start, at).matchAll(/;|&&|\|/g)].at(-1);
  return ended === undefined ? start : start + ended.index + ended[0].length;
}

/** The component whose command a text begins, or whose variable it fills; a path after a flag is no program. */
function commandBefore(command: string): Component | null {
  if (/^\s*#/.test(command)) return null;
  const variable = [...command.matchAll(VARIABLE)].at(-1)?.[1];
  if (variable !== undefined) return COMPONENT_OF_VARIABLE[variable] ?? null;
  const words = command.split(/[\s\\]+/).filter((word) => word !== '');
  for (const [at, word] of words.entries()) {
    if (word.startsWith('-') || /^--[\w-]+$/.test(words[at - 1] ?? '')) continue;
    const component = componentOf(word.replace(/^[A-Za-z_]+=/, '').replace(/^["'@-]+|(?<!["'])["']+$/g, ''));
    if (component !== null) return component;
  }
  return null;
}

/** The PodSpec's containers of every sort, with their places in it. */
export function* containersOf(podSpec: MappingNode): Generator<{ readonly node: Node; readonly path: string }> {
  for (const key of ['initContainers', 'containers', 'ephemeralContainers']) {
    const list = get(podSpec, key);
    if (list?.type !== 'sequence') continue;
    for (const [at, node] of list.items.entries()) yield { node, path: `/${key}/${at}` };
  }
}
