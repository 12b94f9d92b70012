const MANIFEST = /\.(?:ya?ml|json|ndjson)$/i;
const TEMPLATE_OF_MANIFEST = /\.(?:ya?ml|json)\.(?:tpl|tmpl|gotmpl|tftpl|template|j2|jinja2?|erb)$/i;
const HELM_HELPER = /(?:^|\/)templates\/(?:.*\/)?[^/]*\.tpl$/i;

/**
 * Whether a file found in a folder is to be read: YAML, JSON and NDJSON; templates of these by the ending their
 * engines give them (`deployment.yaml.j2`); and the `.tpl` files of a chart's `templates` folder, in which library
 * charts keep whole objects. A bare `.tpl` elsewhere can be of anything.
 *
 * @param path with forward slashes.
 */
export function isManifestName(path: string): boolean {
  return MANIFEST.test(path) || TEMPLATE_OF_MANIFEST.test(path) || HELM_HELPER.test(path);
}
