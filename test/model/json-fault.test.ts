import assert from 'node:assert/strict';
import { jsonFault } from '../../lib/model/json-fault.ts';

describe('jsonFault', () => {
  it('says what is wrong, and quotes nothing of the text', () => {
    for (const text of [
      'hunter2',
      'undefined',
      'hunter2:x:0:0\n',
      '{"a": hunter2}',
      `{"a": "${'b'.repeat(50)}", "c": hunter2, "d": "${'e'.repeat(50)}"}`,
      '{"a": "hunter2',
      '["hunter2" "hunter2"]',
      '{"hunter2"}',
      '"hunter2\n"',
      '"hunter2" hunter2',
      '',
    ]) {
      let fault = '';
      try {
        JSON.parse(text);
      } catch (error) {
        fault = jsonFault(error);
      }
      assert.match(fault, /^[A-Zu][^"]+$/, text);
      assert.doesNotMatch(fault, /hunter2|undefined|is not valid|\.$/, text);
    }
  });

  it('leaves of what the parser says all but the quotation', () => {
    const said = (message: string) => jsonFault(new SyntaxError(message));
    assert.equal(said(`Unexpected token 'a', "abc" is not valid JSON`), "Unexpected token 'a'");
    assert.equal(said(`Unexpected token 'a', ..."x": abc }"... is not valid JSON`), "Unexpected token 'a'");
    assert.equal(said('Unexpected end of JSON input'), 'Unexpected end of JSON input');
    assert.equal(said('"undefined" is not valid JSON'), 'unexpected word');
  });
});
