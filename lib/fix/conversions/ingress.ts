import type { Refusal, Step } from '../step.ts';
import { decide, moved } from '../step.ts';
import type { JsonMapping, Path } from '../value.ts';
import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent, objectsIn } from './conversion.ts';

const convert: Conversion = (resource) => {
  const steps: (Step | Refusal)[] = [];
  const fallback = valueAt(resource, ['spec', 'backend']);
  if (fallback !== undefined) {
    steps.push({ op: 'rename', path: ['spec', 'backend'], key: 'defaultBackend', ground: 'renamed' });
    if (isMapping(fallback)) steps.push(...backend(fallback, ['spec', 'backend']));
  }
  for (const rule of objectsIn(resource, ['spec', 'rules'])) {
    for (const { path, value } of objectsIn(resource, [...rule.path, 'http', 'paths'])) {
      if (isMapping(value['backend'])) steps.push(...backend(value['backend'], [...path, 'backend']));
      if (isAbsent(value['pathType'])) {
        const type = 'ImplementationSpecific';
        steps.push({ op: 'add', path, key: 'pathType', value: type, after: 'path', ground: 'required' });
      }
    }
  }
  return steps;
};

/** The name and the port of a Service move below `service`; a port is a number or a name, never a number in quotes. */
function backend(value: JsonMapping, path: Path): readonly (Step | Refusal)[] {
  const { serviceName: name, servicePort: port } = value;
  if (name === undefined && port === undefined && value['resource'] !== undefined) return [];
  const isName = typeof port === 'string' && /[a-z]/i.test(port) && /^[a-z0-9-]{1,15}$/i.test(port);
  if (typeof name !== 'string' || name === '' || !(isName || (typeof port === 'number' && port > 0))) {
    return [decide(path, 'service-port')];
  }
  const portText = moved([...path, 'servicePort']);
  const service = { name: moved([...path, 'serviceName']), port: isName ? { name: portText } : { number: portText } };
  return [{ op: 'add', path, key: 'service', value: service, ground: 'renamed' }];
}

/** Ingress to networking.k8s.io/v1. */
export const INGRESS: readonly ConversionRow[] = [
  {
    kinds: ['Ingress'],
    from: ['extensions/v1beta1', 'networking.k8s.io/v1beta1'],
    to: ['networking.k8s.io/v1'],
    convert,
    touches: ['/spec/backend', '/spec/defaultBackend', '/spec/rules'],
  },
];
