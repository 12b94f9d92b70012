import assert from 'node:assert/strict';
import { run } from '../support/cli.ts';

const ISSUER = 'apiVersion: cert-manager.io/v1alpha2\nkind: Issuer\nmetadata: {name: i}\n';

describe('--component', () => {
  it('makes an error of what the installed release does not serve', async () => {
    const without = await run(['-'], { stdin: ISSUER });
    assert.equal(without.code, 0);
    assert.match(without.stdout, /deprecated-api/);
    const { code, stdout } = await run(['-', '--component', 'cert-manager=1.15'], { stdin: ISSUER });
    assert.equal(code, 1);
    assert.match(stdout, /removed-api/);
  });

  it('may be given for several add-ons', async () => {
    const { code } = await run(['-', '--component', 'istio=1.20', '--component', 'cert-manager=1.5'], {
      stdin: ISSUER,
    });
    assert.equal(code, 0);
  });

  it('refuses an add-on that is not known, and names the nearest', async () => {
    const { code, stderr } = await run(['-', '--component', 'certmanager=1.15'], { stdin: ISSUER });
    assert.equal(code, 2);
    assert.match(stderr, /no known add-on 'certmanager'\. Did you mean cert-manager\?/);
  });

  it('refuses an add-on without a release, and a release that is none', async () => {
    assert.match(
      (await run(['-', '--component', 'cert-manager'], { stdin: ISSUER })).stderr,
      /such as cert-manager=1\.15/,
    );
    assert.match(
      (await run(['-', '--component', 'istio=new'], { stdin: ISSUER })).stderr,
      /'new' is not a release of istio/,
    );
    assert.match(
      (await run(['-', '--component', 'cert-manager=1.15=2'], { stdin: ISSUER })).stderr,
      /'1\.15=2' is not a release of cert-manager/,
    );
  });
});
