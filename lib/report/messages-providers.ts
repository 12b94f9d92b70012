import type { Finding, ProviderDetails } from '../model/finding.ts';

/** The sentences about drivers that lived in Kubernetes, and versions of drivers' interfaces. */
export const PROVIDER_SENTENCES = {
  'provider-api': (finding: Finding) => {
    const { provider } = finding.details;
    return provider === undefined
      ? []
      : [standing(finding, provider), consequence(finding, provider), instead(finding)];
  },
} as const;

function named({ subject }: Finding, { category }: ProviderDetails): string {
  switch (category) {
    case 'volume':
      return `The in-tree volume ${subject.provider}`;
    case 'provisioner':
      return `The in-tree provisioner ${subject.provider}`;
    case 'cloud-provider':
      return `The in-tree cloud provider ${subject.provider}`;
    case 'cri':
      return `The kubelet's own container runtime ${subject.provider}`;
    case 'cni-spec':
      return `Version ${subject.provider} of the CNI specification`;
  }
}

function standing(finding: Finding, provider: ProviderDetails): string {
  const { lifecycle, details } = finding;
  const name = named(finding, provider);
  const since = lifecycle.deprecated === null ? '' : ` since ${lifecycle.deprecated}`;
  const end = lifecycle.removed === null ? '' : `; ${lifecycle.removed} removes it`;
  switch (provider.standing) {
    case 'removed':
      return lifecycle.removed === details.target
        ? `${name} is no longer in Kubernetes ${details.target}.`
        : `${name} is not in Kubernetes ${details.target}: ${lifecycle.removed} removed it.`;
    case 'off':
      return `${name} is off by default since ${provider.off}${end}.`;
    case 'handed-on':
    case 'deprecated':
      return `${name} is deprecated${since}${end}.`;
    case 'below-minimum':
      return `${name} is older than Kubernetes' documentation asks for today.`;
  }
}

/** What becomes of the object once the driver is gone, or its work is handed on. */
function consequence(
  { details }: Finding,
  { category, standing: at, afterRemoval, handedOn, isSocket }: ProviderDetails,
): string | null {
  if (at === 'handed-on')
    return `Since ${handedOn}, Kubernetes hands its volumes to the CSI driver by default, which must be installed.`;
  if (at === 'deprecated' && handedOn !== null)
    return `From ${handedOn} on, Kubernetes hands its volumes to the CSI driver by default, which must be installed by then.`;
  if (at !== 'removed') return null;
  if (isSocket) return 'Nothing listens on its socket, unless another runtime took it over.';
  if (afterRemoval === 'redirected') {
    return 'Kubernetes hands its volumes to the CSI driver, which must be installed.';
  }
  if (afterRemoval === 'non-functional') {
    return category === 'volume'
      ? 'The object is accepted, but the volume cannot be mounted.'
      : 'Nothing is provisioned.';
  }
  return category === 'cloud-provider' || category === 'cri'
    ? `No component of Kubernetes ${details.target} starts with it.`
    : null;
}

function instead({ details }: Finding): string | null {
  return details.use === undefined ? null : `Use ${details.use}.`;
}
