import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { configKinds } from '../../lib/catalog/config-apis.ts';
import { featureGates } from '../../lib/catalog/gates.ts';
import { labelFacts } from '../../lib/catalog/labels.ts';
import { providerFacts } from '../../lib/catalog/providers.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import { run } from '../support/cli.ts';

interface Explained {
  readonly gates: readonly { readonly name: string; readonly standing: string; readonly removed: string | null }[];
  readonly labels: readonly { readonly key: string; readonly type: string; readonly standing: string }[];
  readonly providers: readonly { readonly name: string; readonly category: string; readonly removed: string | null }[];
  readonly apis: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
    readonly boundary: string;
    readonly serving: string;
    readonly lifecycle: { readonly removed: string | null };
  }[];
}

async function explained(query: string): Promise<Explained> {
  const { code, stdout, stderr } = await run(['explain', query, '--format', 'json']);
  assert.equal(`${code} ${stderr}`, '0 ', query);
  return JSON.parse(stdout) as Explained;
}

describe('api-audit explain has an answer for', () => {
  it('every feature gate', async () => {
    for (const { name, removedIn } of featureGates()) {
      const { gates } = await explained(`gate/${name}`);
      const found = gates.filter((gate) => gate.name === name);
      assert.ok(found.length > 0, name);
      assert.ok(
        found.some(({ removed }) => removed === (removedIn ?? null)),
        name,
      );
    }
  });

  it('every API of configuration files', async () => {
    const catalog = new Catalog();
    for (const entry of configKinds()) {
      const { apis } = await explained(formatGvk(entry));
      const found = apis.find(
        ({ group, version, kind }) => group === entry.group && version === entry.version && kind === entry.kind,
      );
      assert.ok(found !== undefined, formatGvk(entry));
      // Reviews are sent to webhooks, and some are served too: those are told as what the API server serves.
      if (catalog.entry(entry) !== undefined) continue;
      assert.equal(found.boundary, 'config', formatGvk(entry));
      assert.equal(found.lifecycle.removed, entry.removed, formatGvk(entry));
    }
  });

  it('a label in letters of any case', async () => {
    for (const query of ['label/BETA.kubernetes.io/os', 'beta.Kubernetes.IO/OS']) {
      const { labels } = await explained(query);
      assert.deepEqual(labels, (await explained('label/beta.kubernetes.io/os')).labels);
    }
  });

  it('every label, annotation, taint and resource name', async () => {
    for (const { key, type } of labelFacts()) {
      const { labels } = await explained(`label/${key}`);
      assert.ok(
        labels.some((label) => label.key === key && label.type === type),
        key,
      );
    }
  });

  it('every driver and version of an interface', async () => {
    for (const { name, category, removed } of providerFacts()) {
      const { providers } = await explained(`provider/${category}/${name}`);
      assert.deepEqual(
        providers.map((provider) => [provider.name, provider.category, provider.removed]),
        [[name, category, removed]],
      );
    }
  });
});

describe('api-audit explain', () => {
  it('draws the stages of a gate, and where it stands at the Target', async () => {
    const { stdout } = await run(['explain', 'gate/SidecarContainers', '--target', '1.30']);
    assert.match(stdout, /beta\s+│ 1\.29 │ 1\.32 │ on/);
    assert.match(stdout, /^At 1\.30: beta, on by default\.$/m);
  });

  it('says of a gate that stands for others that it does', async () => {
    const { stdout } = await run(['explain', 'AllBeta']);
    assert.match(stdout, /It turns all beta gates on or off that are not set themselves\./);
  });

  it('takes the bare name of a gate where no API has it', async () => {
    assert.equal((await explained('SidecarContainers')).gates.length, 1);
  });

  it('says of a label what to write instead', async () => {
    const { stdout } = await run(['explain', 'label/beta.kubernetes.io/os']);
    assert.match(stdout, /kubernetes\.io\/os │ deprecated/);
  });

  it('says of a volume what replaced it', async () => {
    const { stdout } = await run(['explain', 'awsElasticBlockStore', '--target', '1.27']);
    assert.match(stdout, /1\.19 .*1\.27 .*ebs\.csi\.aws\.com │ removed/);
  });

  it('says of a configuration file what reads it', async () => {
    const { stdout } = await run(['explain', 'kubeadm.k8s.io/v1beta3', '--target', '1.36']);
    assert.match(stdout, /\(kubeadm --config\)/);
    assert.match(stdout, /read, deprecated/);
  });

  it('ends with 2 for what nobody knows, and names what is near it', async () => {
    for (const [query, said] of [
      ['gate/ShopLights', "No feature gate 'ShopLights' is known."],
      ['gate/SidecarContainer', "No feature gate 'SidecarContainer' is known. Did you mean gate/SidecarContainers?"],
      ['label/lark', "No deprecated label, annotation or taint 'lark' is known."],
      [
        'provider/flockr',
        "No driver, or version of CNI, CSI or CRI, 'flockr' is known. Did you mean provider/flocker?",
      ],
    ]) {
      const { code, stderr } = await run(['explain', query as string]);
      assert.deepEqual([code, stderr], [2, `api-audit: ${said}\n`]);
    }
  });
});
