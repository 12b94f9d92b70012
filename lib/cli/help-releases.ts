/** What `api-audit diff --help` prints. */
export const DIFF_HELP = `api-audit diff: what changed between two releases of Kubernetes, or two OpenAPI documents

Usage
  api-audit diff <A> <B> [--group GROUP] [--kind KIND] [--class CLASS] [--format FORMAT] [-o FILE]

<A> and <B> are releases (1.30), OpenAPI documents (a v2 file, a folder of v3 files, a definitions-only schema; plain or
gzipped) or Snapshots. If a document does not say which release it is from, append it: swagger.json@1.34.

  --group GROUP        only what touches this API group (core for the core group); may be repeated
  --kind KIND          only what touches this kind or schema type; may be repeated
  --class CLASS        only breaking, breaking-manifests, breaking-clients, deprecation or addition; may be repeated
  --fail-on CLASS      exit with 1 where a change of this class is left; default never
  --format FORMAT      table (default), json, markdown or html
  --output, -o FILE    write the report to a file
  --all                list every field and gate

Examples
  api-audit diff 1.35 1.36
  api-audit diff 1.16 1.36 --class breaking --group apps
  api-audit diff cluster.json 1.36 --fail-on breaking --format markdown
`;

/** What `api-audit stability --help` prints. */
export const STABILITY_HELP = `api-audit stability: how much of Kubernetes itself is alpha, beta and GA

Usage
  api-audit stability [span] [--format table|json|html] [-o FILE]

The span is one release or two (1.36, 1.20..1.30). The default is all releases.

  --format FORMAT      table (default), json or html (with charts)
  --output, -o FILE    write the report to a file
  --all                list every group, every beta, and everything that was dropped

Examples
  api-audit stability
  api-audit stability 1.24..1.36 --format html -o stability.html
`;
