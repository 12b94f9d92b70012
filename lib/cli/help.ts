/** What `api-audit --help` prints: the commands, and the flags of the default one. */
export const OVERVIEW = `api-audit: which of your Kubernetes manifests rest on APIs that are alpha, beta, deprecated or gone

Usage
  api-audit [scan] [paths...]         audit files, folders, globs, or '-' (standard input); no path means '.'
  api-audit explain <api>             all that is known of a kind, a GroupVersionKind or a group/version
  api-audit snapshot list             the bundled releases
  api-audit snapshot build <raw>      make a Snapshot from a raw OpenAPI document

Judge by
  --target 1.36        the Kubernetes release audited for (default: the newest bundled one)
  --from 1.30          also say what each release between takes away
  --snapshot PATH      judge by this OpenAPI document (a file, or a folder of OpenAPI v3) instead of a bundled one
  --rule ID=LEVEL      give a rule another severity: error, warning, note or off; may be repeated

Read
  --hidden             also read hidden files and folders, node_modules and .git
  --allow-unread       report what could not be read, without exit status 2

Report
  --format FORMAT      table (default) or json
  --output, -o FILE    write the report to a file
  --fail-on LEVEL      exit with 1 at error (default), warning or note; or never
  --all                every place of a finding, and every API in use
  --verbose            say on standard error why each file was passed over

  --help, -h           this help; 'api-audit COMMAND --help' for one command
  --version            the version

Exit status
  0  nothing at or above --fail-on
  1  findings at or above it
  2  not to be trusted: wrong usage, or an input that does not exist, cannot be read or does not parse

Examples
  api-audit ./manifests --target 1.25
  helm template ./chart | api-audit - --target 1.31 --fail-on warning
  api-audit . --from 1.24 --target 1.32 --format json -o audit.json
`;

const EXPLAIN = `api-audit explain: all that is known of an API, release by release

Usage
  api-audit explain <api> [--target 1.36] [--format table|json]

<api> is a kind or a resource, a group/version, a group, or a GroupVersionKind. The case of letters does not matter.

  --target 1.36        the release it is judged at (default: the newest bundled one)
  --format FORMAT      table (default) or json

Examples
  api-audit explain Ingress
  api-audit explain networking.k8s.io/v1beta1
  api-audit explain autoscaling/v2beta2/HorizontalPodAutoscaler --target 1.25
`;

const SNAPSHOT = `api-audit snapshot: the OpenAPI documents that audits are judged by

Usage
  api-audit snapshot list [--format table|json]
  api-audit snapshot build <raw> [--release 1.N] [-o FILE]

<raw> is an OpenAPI v2 file (as 'kubectl get --raw /openapi/v2' prints it), a folder of OpenAPI v3 documents, or a
definitions-only schema; plain or gzipped.

  --release 1.N        the release it is of, where the document does not say
  --resources FILE     the release's list of resources, to go with a definitions-only schema
  --output, -o FILE    where to write it (default: standard output)

Examples
  api-audit snapshot list
  kubectl get --raw /openapi/v2 > cluster.json && api-audit snapshot build cluster.json -o my-cluster.json
`;

/** What `api-audit COMMAND --help` prints. */
export const HELP = { scan: OVERVIEW, explain: EXPLAIN, snapshot: SNAPSHOT } as const;
