import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { compareApis } from '../../lib/diff/compare-apis.ts';
import { type Side, sideOfDocument, sideOfRelease } from '../../lib/diff/side.ts';
import { loadSnapshot } from '../../lib/snapshot/store.ts';
import { document, loaded, type SmallKind } from './documents.ts';

const catalog = new Catalog();

function between(from: string, to: string): string[] {
  const side = (release: string) => sideOfRelease(catalog, release, loadSnapshot(release));
  return compareApis(catalog, side(from), side(to)).map(({ code, gvk, other }) => {
    const name = (api: typeof gvk) => `${api.group}/${api.version} ${api.kind}`;
    return `${code} ${name(gvk)}${other === null ? '' : ` > ${name(other)}`}`;
  });
}

describe('compareApis', () => {
  it('goes by what a server serves, not by what its document holds', () => {
    const told = between('1.15', '1.16');
    assert.ok(told.includes('api-removed extensions/v1beta1 Deployment > apps/v1 Deployment'));
    assert.deepEqual(
      between('1.17', '1.18').filter((text) => text.includes(' Deployment')),
      [],
    );
  });

  it('tells a kind that moved into another group as one change', () => {
    const told = between('1.8', '1.16').filter((text) => text.endsWith(' Deployment'));
    assert.deepEqual(told, [
      'api-replaced apps/v1beta1 Deployment > apps/v1 Deployment',
      'api-replaced apps/v1beta2 Deployment > apps/v1 Deployment',
      'api-replaced extensions/v1beta1 Deployment > apps/v1 Deployment',
    ]);
  });

  it('tells a version that takes over from one that goes as one change, though nobody declares it', () => {
    assert.ok(
      between('1.35', '1.36').includes(
        'api-replaced scheduling.k8s.io/v1alpha1 Workload > scheduling.k8s.io/v1alpha2 Workload',
      ),
    );
  });

  it('says of a successor that it is off by default', () => {
    const [from, to] = ['1.31', '1.34'].map((release) => sideOfRelease(catalog, release, loadSnapshot(release)));
    const changes = compareApis(catalog, from as Side, to as Side);
    const of = (kind: string) => changes.find(({ gvk, code }) => gvk.kind === kind && code === 'api-replaced');
    assert.equal(of('LeaseCandidate')?.otherWhenEnabled, true);
    assert.equal(of('ResourceClaim')?.otherWhenEnabled, undefined);
  });

  it('names as successor what is best on the later side, not what took over at first', () => {
    const became = 'resource.k8s.io/v1alpha3 DeviceClass > resource.k8s.io/v1 DeviceClass';
    assert.ok(between('1.31', '1.34').includes(`api-replaced ${became}`));
    assert.ok(between('1.33', '1.34').includes(`api-removed ${became}`));
  });

  it('tells a promotion with the version that stays', () => {
    const told = between('1.20', '1.21');
    assert.ok(told.includes('api-promoted batch/v1 CronJob > batch/v1beta1 CronJob'));
    assert.ok(told.includes('api-deprecated batch/v1beta1 CronJob > batch/v1 CronJob'));
  });

  it('tells a kind that goes without a successor', () => {
    assert.ok(between('1.24', '1.25').includes('api-removed policy/v1beta1 PodSecurityPolicy'));
  });

  it('names no successor that never came', () => {
    assert.ok(between('1.15', '1.16').includes('api-removed apps/v1beta1 DeploymentRollback'));
  });

  it('names what does until the successor comes', () => {
    assert.ok(
      between('1.7', '1.8').some((text) =>
        text.endsWith('v2alpha1 HorizontalPodAutoscaler > autoscaling/v2beta1 HorizontalPodAutoscaler'),
      ),
    );
    const told = between('1.25', '1.26');
    const [old, next] = ['v1beta1', 'v1beta3'].map((version) => `flowcontrol.apiserver.k8s.io/${version} FlowSchema`);
    assert.ok(told.includes(`api-replaced ${old} > ${next}`) || told.includes(`api-removed ${old} > ${next}`));
  });

  it('works downwards too, and names no replacement that is not there', () => {
    const told = between('1.21', '1.20');
    assert.ok(told.includes('api-removed batch/v1 CronJob'));
    assert.ok(!told.some((text) => text.startsWith('api-deprecated')));
  });

  it('finds no difference between a release and itself', () => {
    assert.deepEqual(between('1.30', '1.30'), []);
  });

  it('lets a document say itself what it serves', () => {
    const widget: SmallKind = { group: 'shop.example.com', version: 'v1', kind: 'Widget', plural: 'widgets' };
    const pod: SmallKind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };
    const [from, to] = [document([pod], {}), document([pod, widget], {})].map((raw) =>
      sideOfDocument(catalog, 'cluster.json', loaded(raw, '1.30')),
    );
    assert.ok(from !== undefined && to !== undefined);
    assert.deepEqual(
      compareApis(catalog, from, to).map(({ code, gvk }) => `${code} ${gvk.kind}`),
      ['api-added Widget'],
    );
  });
});
