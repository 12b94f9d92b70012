import { COMPARE_HELP } from './help-compare.ts';
import { FIX_HELP } from './help-fix.ts';
import { DIFF_HELP, STABILITY_HELP } from './help-releases.ts';
import { COMPLETION_HELP, VERIFY_HELP } from './help-tools.ts';

/** What `api-audit --help` prints: the commands, and the flags of the default one. */
export const OVERVIEW = `api-audit: find Kubernetes manifests that use alpha, beta, deprecated or removed APIs

Usage
  api-audit [scan] [paths...]         audit files, folders, globs, or '-' (standard input); no path means '.'
  api-audit upgrade [paths...] --from 1.30 --to 1.36
                                      a dry run of the upgrade, hop by hop
  api-audit fix [paths...]            rewrite to stable APIs where the schemas prove it safe: a diff, or --write
  api-audit explain <api>             everything known about a kind, a GroupVersionKind or a group/version
  api-audit diff <A> <B>              what changed between two releases or OpenAPI documents
  api-audit compare <old> <new>       compare two JSON reports: what is new, gone and unchanged
  api-audit stability [span]          how much of Kubernetes itself is alpha, beta and GA
  api-audit snapshot list             the bundled releases
  api-audit snapshot build <raw>      build a Snapshot from a raw OpenAPI document
  api-audit verify <evidence>         check what --evidence wrote against the current files
  api-audit completion <shell>        print the completion script for bash, zsh or fish

Judge by
  --target 1.36        the Kubernetes release to audit for (default: the newest bundled one)
  --from 1.30          also list what each release in between removes
  --supports 1.24..1.30
                       every release of this range must serve everything (--target defaults to its end)
  --snapshot PATH      judge by this OpenAPI document (a file, or a folder of OpenAPI v3) instead of a bundled one
  --component NAME=RELEASE
                       the installed release of an add-on, such as cert-manager=1.15, to judge its custom resources
                       by; may be repeated
  --rule ID=LEVEL      give a rule another severity: error, warning, note or off; may be repeated
  --config FILE        the policy (default: api-audit.yaml, or package.json with the key api-audit, upward from the
                       paths); 'none' uses none. Flags override it

Read
  --helm PATH          render charts with this helm (default: the one on PATH); 'none' reads their templates as text
  --values FILE        a values file for every chart; may be repeated
  --set KEY=VALUE      a value for every chart; may be repeated
  --kustomize          render kustomizations, with the kustomize or the kubectl on PATH
  --hidden             also read hidden files and folders, node_modules and .git
  --source             also search folders for programs: TypeScript, JavaScript, Go, Python, Terraform, shells and more
  --allow-unread       report what cannot be read, but do not exit with 2 for it
  --list-inputs        list the files that would be read, then exit

Report
  --format FORMAT      table (default), json, ndjson, markdown, html, sarif, junit, csv or github; FORMAT=FILE writes it
                       to a file, so that several can be given: --format table --format sarif=audit.sarif
  --output, -o FILE    write the report to a file
  --fail-on LEVEL      exit with 1 at error (default), warning or note; or never
  --baseline FILE      ignore the findings recorded in this file
  --update-baseline    write the baseline: record all current findings, drop those that are fixed
  --evidence FILE      write an in-toto statement for auditors: the inputs, the tool and the data behind the report
  --all                show every place of a finding, and every API in use
  --quiet, -q          no report on standard output and no progress: only the exit status
  --verbose            say on standard error why a file was passed over, and what is suppressed

  --help, -h           this help; 'api-audit COMMAND --help' for one command
  --version            the version

Exit status
  0  nothing at or above --fail-on
  1  findings at or above it
  2  do not trust the result: wrong usage, or an input does not exist, cannot be read or does not parse
  130  interrupted (Ctrl-C)

Examples
  api-audit ./manifests --target 1.25
  helm template ./chart | api-audit - --target 1.31 --fail-on warning
  api-audit . --from 1.24 --target 1.32 --format json -o audit.json
`;

const EXPLAIN = `api-audit explain: everything known about an API, release by release

Usage
  api-audit explain <api> [--target 1.36] [--format table|json]

<api> is a kind or a resource (deployments, deploy), a group/version, a group, or a GroupVersionKind, of the API server
or of a configuration file (KubeletConfiguration). A path after the kind names a field: pod.spec.resources. gate/<name>
is a feature gate, label/<key> a label, annotation or taint, and provider/<name> an in-tree driver or a version of CNI,
CSI or CRI. Case matters only in the path of a field.

  --target 1.36        the release to judge it at (default: the newest bundled one)
  --format FORMAT      table (default) or json

Examples
  api-audit explain Ingress
  api-audit explain networking.k8s.io/v1beta1
  api-audit explain autoscaling/v2beta2/HorizontalPodAutoscaler --target 1.25
  api-audit explain apps/v1/Deployment.spec.strategy
  api-audit explain gate/SidecarContainers
  api-audit explain label/beta.kubernetes.io/os
`;

const SNAPSHOT = `api-audit snapshot: the OpenAPI documents that audits judge by

Usage
  api-audit snapshot list [--format table|json]
  api-audit snapshot build <raw> [--release 1.N] [-o FILE]

<raw> is an OpenAPI v2 file (as 'kubectl get --raw /openapi/v2' prints it), a folder of OpenAPI v3 documents, or a
definitions-only schema; plain or gzipped.

  --release 1.N        the release of the document, if it does not say
  --resources FILE     the release's list of resources, for a definitions-only schema
  --output, -o FILE    where to write it (default: standard output)
  --format FORMAT      table (default) or json; of the list

Examples
  api-audit snapshot list
  kubectl get --raw /openapi/v2 > cluster.json && api-audit snapshot build cluster.json -o my-cluster.json
`;

const UPGRADE = `api-audit upgrade: a dry run of an upgrade of the control plane, hop by hop; it changes nothing

Usage
  api-audit upgrade [paths...] --from 1.24 [--to 1.36]

Says what stops working at which hop, what to change before it and from which release on that is possible, and gives a
plan in order. If --to is before --from, it says what a rollback would lose. A Node with its status in the input is
checked against the version skew policy, a CustomResourceDefinition with its status for its stored versions.

  --from 1.24          the release that is running now
  --to 1.36            the release to go to (default: the newest bundled one)
  --format FORMAT      table (default), json, markdown (a checklist) or html
  --output, -o FILE    write the report to a file
  --all                show every place of a change, and where each API in use is served
  --verbose            say on standard error what is suppressed, and by which configuration
  --hidden             also read hidden files and folders, node_modules and .git
  --config FILE        the policy (default: as for an audit); 'none' uses none. What it allows is not a change to make
  --rule ID=LEVEL      give a rule a lower severity, or off: an error is what stops working; may be repeated
  --component NAME=RELEASE
                       the installed release of an add-on; may be repeated
  --helm PATH|none     render charts with this helm, for each release on the way; none: read the templates as text
  --values FILE        a values file for every chart; may be repeated
  --set KEY=VALUE      a value for every chart; may be repeated
  --kustomize          render kustomizations, with the kustomize or the kubectl on PATH
  --allow-unread       report what cannot be read, but do not exit with 2 for it

Exit status
  0  nothing to do but the hops, and the nodes that follow them
  1  something has to change
  2  do not trust the result: wrong usage, or an input does not exist, cannot be read or does not parse

Examples
  api-audit upgrade ./manifests --from 1.24 --to 1.32
  kubectl get nodes,crds -o yaml | api-audit upgrade - ./manifests --from 1.30
  api-audit upgrade . --from 1.24 --format html -o upgrade.html
`;

/** What `api-audit COMMAND --help` prints. */
export const HELP = {
  scan: OVERVIEW,
  explain: EXPLAIN,
  snapshot: SNAPSHOT,
  upgrade: UPGRADE,
  diff: DIFF_HELP,
  stability: STABILITY_HELP,
  fix: FIX_HELP,
  verify: VERIFY_HELP,
  completion: COMPLETION_HELP,
  compare: COMPARE_HELP,
} as const;
