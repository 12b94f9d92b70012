import { readText } from '../input/read.ts';
import type { Resource } from '../model/resource.ts';
import { asking } from './mentions.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import type { SelectedText } from './select.ts';
import { selectTexts } from './select.ts';
import { offsetsOf } from './text-in.ts';

/** A field whose text may hold whole objects, as YAML or JSON. */
interface TextField {
  /** The group of the Resource; absent for any. */
  readonly group?: string;
  /** Absent for any. */
  readonly kinds?: readonly string[];
  /** A path for `select`. */
  readonly fields: string;
}

type ReferencesOf = ReferenceReader['read'];

const WORKFLOWS = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'];

/** Every field of this sort. To have another one read, add a line. */
const FIELDS: readonly TextField[] = [
  { group: '', kinds: ['ConfigMap'], fields: 'data{}' },
  { group: '', kinds: ['Secret'], fields: 'stringData{}' },
  { fields: 'metadata.annotations{}' },
  { group: 'bootstrap.cluster.x-k8s.io', fields: 'spec.files[].content' },
  { group: 'bootstrap.cluster.x-k8s.io', fields: 'spec.template.spec.files[].content' },
  { group: 'controlplane.cluster.x-k8s.io', fields: 'spec.kubeadmConfigSpec.files[].content' },
  { group: 'controlplane.cluster.x-k8s.io', fields: 'spec.template.spec.kubeadmConfigSpec.files[].content' },
  { group: 'kops.k8s.io', fields: 'spec.fileAssets[].content' },
  { group: 'argoproj.io', kinds: WORKFLOWS, fields: 'spec.templates[].resource.manifest' },
  { group: 'argoproj.io', kinds: ['CronWorkflow'], fields: 'spec.workflowSpec.templates[].resource.manifest' },
];

/**
 * Reads the objects that stand as text in a Resource, and what they name in turn.
 *
 * @param within what is asked of each object found.
 */
export function embeddedObjects(within: ReferencesOf): ReferenceReader {
  return {
    read(resource, root, context) {
      const found: Reference[] = [];
      const isNamedInIt = resource.offsetPath.endsWith('/apiVersion');
      if (isNamedInIt && !mayHoldTwo(resource, root)) return found;
      for (const { group, kinds, fields } of FIELDS) {
        if (group !== undefined && group !== resource.gvk.group) continue;
        if (kinds !== undefined && !kinds.includes(resource.gvk.kind)) continue;
        for (const at of selectTexts(root, fields, resource.path)) {
          if (!mayHoldObjects(at.node.value)) continue;
          for (const reference of objectsIn(at, resource, within, context)) found.push(reference);
        }
      }
      return found;
    },
  };
}

/** Whether an object that says its own apiVersion may have another one in its text. */
const mayHoldTwo = asking((text) => text.includes('apiVersion', text.indexOf('apiVersion') + 1));

/** An object has the words in a line of their own, or in quotes: prose that has them is no object. */
function mayHoldObjects(text: string): boolean {
  return /^[ \t-]*apiVersion:|["']apiVersion["']\s*:/m.test(text) && text.includes('kind');
}

function* objectsIn(
  { node, path }: SelectedText,
  { source }: Resource,
  within: ReferencesOf,
  context: ReferenceContext,
): Generator<Reference> {
  const offsetOf = offsetsOf(node, source);
  for (const object of readText(source.file, node.value).resources) {
    yield { gvk: object.gvk, offset: offsetOf(object.offset), path, sort: 'embedded', quietWhenUnknown: true };
    if (object.node === null) continue;
    for (const reference of within(object, object.node, context)) {
      yield { ...reference, offset: offsetOf(reference.offset), path, quietWhenUnknown: true };
    }
  }
}
