import { sep } from 'node:path';

const MANIFEST = /\.(?:ya?ml|json|ndjson|manifest|kubeconfig)$/i;
const TEMPLATE_OF_MANIFEST =
  /\.(?:ya?ml|json)\.(?:tpl|tmpl|gotmpl|tftpl|template|erb|in|sed|base|example|sample|dist)$|\.(?:j2|jinja2?)$/i;
const KUSTOMIZATION = /(?:^|\/)Kustomization$/;
const PACKED_CHART = /\.tgz$/i;
const PROGRAM =
  /\.(?:[cm]?[jt]sx?|go|py|star|bzl|tf|sh|bash|zsh|ksh|bats|mk|java|kts?|scala|groovy|cs|rs|rb|php|jsonnet|libsonnet|cue|k)$/i;
const PROGRAM_WITHOUT_ENDING =
  /(?:^|[\\/])(?:Makefile|Dockerfile|Jenkinsfile|Tiltfile)(?!.*\.(?:ya?ml|json)$)(?:\.[\w.-]+)?$/;
const DEPENDENCIES =
  /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|[\w.-]*requirements[\w.-]*\.txt|Pipfile(?:\.lock)?|pyproject\.toml|setup\.cfg|(?:poetry|uv|pdm)\.lock|go\.mod|Gopkg\.(?:toml|lock)|glide\.ya?ml)$/;
const TYPE_DECLARATION = /\.d\.[cm]?ts$/i;
const HELM_HELPER = /(?:^|\/)templates\/(?:.*\/)?[^/]*\.tpl$/i;

/**
 * Whether a file found in a folder is to be read: YAML, JSON and NDJSON, a kustomization of any name that kustomize takes, and
 * what a kubelet or a client reads (`etcd.manifest`, `admin.kubeconfig`); templates of these by the ending their engines
 * give them (`deployment.yaml.tmpl`), or those who fill them in with `sed` or `configure` (`deployment.yaml.in`) or copy
 * them (`deployment.yaml.example`); and the `.tpl` files of a chart's `templates` folder, in which library charts keep
 * whole objects. A bare `.tpl` elsewhere can be of anything. So can a bare `.j2`, but roles of Ansible name their manifests so.
 *
 * @param path with forward slashes.
 */
export function isManifestName(path: string): boolean {
  return (
    MANIFEST.test(path) ||
    TEMPLATE_OF_MANIFEST.test(path) ||
    HELM_HELPER.test(path) ||
    PACKED_CHART.test(path) ||
    KUSTOMIZATION.test(path)
  );
}

/**
 * Whether a file is a program of a language that is read for the APIs it uses. Declarations (`.d.ts`) only repeat what
 * others do.
 *
 * @param path with forward slashes.
 */
export function isProgramName(path: string): boolean {
  return (PROGRAM.test(path) && !TYPE_DECLARATION.test(path)) || PROGRAM_WITHOUT_ENDING.test(path);
}

/**
 * Whether a file of a package manager says with which libraries a program is built.
 *
 * @param path with forward slashes.
 */
export function isDependencyName(path: string): boolean {
  return DEPENDENCIES.test(path);
}

/**
 * Whether a file is read as a program, and not as a manifest: a program in any case, what a package manager keeps where it
 * was named.
 *
 * @param path as the system writes it.
 * @param all whether what was not named is read for programs, too.
 */
export function isReadAsProgram({ path, named }: { readonly path: string; readonly named: boolean }, all: boolean) {
  return isProgramName(path) || ((named || all) && isDependencyName(path.replaceAll(sep, '/')));
}
