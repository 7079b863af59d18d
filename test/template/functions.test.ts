import assert from "node:assert/strict";
import type { Json } from "../../provider/core/json.js";
import { evaluated, refusalOf, TEMPLATE_GROUP } from "../support/templates.js";

type Row = readonly [expression: string, value: Json];

/** Values of Azure's own engine, from the tests of Bicep, and examples of Azure's documentation. */
const ROWS: readonly Row[] = [
  ["uniqueString('snap', 'crackle', 'pop')", "byghxckddilkc"],
  ["uniqueString('asd', 'asdf', 'asdf')", "iizpqit7ih3cc"],
  ["uniqueString('/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg')", "js26ofeqkqeve"],
  ["uniqueString('tyeth')", "zcztcwvu6iyg6"],
  ["uniqueString('test')", "rbgf3xv4ufgzg"],
  ["guid('foo', 'bar', 'baz')", "2ed86837-7c7c-5eaa-9864-dd077fd19b0d"],
  ["guid('asdf')", "228d27cc-6fdb-5934-b7ac-1efccebade04"],
  ["base64(' Fizz ')", "IEZpenog"],
  ["base64ToString('IEZpenog')", " Fizz "],
  ["base64ToJson(base64('{\"a\":1}'))", { a: 1 }],
  ["dataUriToString(dataUri('héllo'))", "héllo"],
  ["uriComponent('UB*8h 0+=_)9h9n')", "UB%2A8h%200%2B%3D_%299h9n"],
  ["uri('https://github.com/another/repo', '/Azure/bicep')", "https://github.com/Azure/bicep"],
  ["concat('a', 1, true())", "a1True"],
  ["concat(createArray(1), createArray('b'))", [1, "b"]],
  ["format('{0}, {1:D3} {{x}} {2}', 'a', 7, false())", "a, 007 {x} False"],
  ["format('{0}', createObject('a', 'b', '!c', 2))", "{'a':'b','!c':2}"],
  ["format('{0}', createArray(true(), 2893, 'abc'))", "[true,2893,'abc']"],
  ["format('{0:N0}|{1,5}|{1,-5}|{2:X}', 1234567, 'ab', 255)", "1,234,567|   ab|ab   |FF"],
  ["join(createArray('abc', 123, true()), '/')", "abc/123/True"],
  ["split('a,b;,c', createArray(',', ';'))", ["a", "b", "", "c"]],
  ["padLeft(13, 5, '0')", "00013"],
  ["replace('a.b.c', '.', '$&')", "a$&b$&c"],
  ["substring('abcdef', 2, 3)", "cde"],
  ["string(createObject('a', 1))", '{"a":1}'],
  ["startsWith('ABC', 'ab')", true],
  ["endsWith('abC', 'BC')", true],
  ["indexOf('abcB', 'B')", 1],
  ["lastIndexOf('abcB', 'b')", 3],
  ["contains('abc', 'B')", false],
  ["contains(createObject('One', 1), 'one')", true],
  ["contains(createArray('one'), 'One')", false],
  ["toUpper(trim('  a '))", "A"],
  ["like('vault-west', 'VAULT-*')", true],
  ["like('vault', 'va*lt*')", true],
  ["like('aa', 'a*aa')", false],
  ["first('')", ""],
  ["first(createArray())", null],
  ["last(createArray(1, 2))", 2],
  ["skip(createArray(1, 2, 3), -1)", [1, 2, 3]],
  ["take('abc', 2)", "ab"],
  ["length(createObject('a', 1, 'b', 2))", 2],
  ["empty(null())", true],
  ["range(5, 3)", [5, 6, 7]],
  [
    "union(createObject('a', createObject('x', 1), 'l', createArray(1)), createObject('a', createObject('y', 2), 'l', createArray(2)))",
    { a: { x: 1, y: 2 }, l: [2] },
  ],
  ["union(createArray(1, 2), createArray(2, 3))", [1, 2, 3]],
  ["intersection(createArray(1, 2, 3), createArray(3, 2))", [2, 3]],
  [
    "items(createObject('b', 2, 'A', 1))",
    [
      { key: "A", value: 1 },
      { key: "b", value: 2 },
    ],
  ],
  ["flatten(createArray(createArray(1), createArray(createArray(2))))", [1, [2]]],
  ["tryGet(createObject('a', createArray(1, 2)), 'a', 1)", 2],
  ["tryGet(createObject('a', 1), 'b', 'c')", null],
  ["shallowMerge(createArray(createObject('a', createObject('x', 1)), createObject('a', 2)))", { a: 2 }],
  ["min(3, 1, 2)", 1],
  ["max(createArray(3, 1, 2))", 3],
  ["div(-7, 2)", -3],
  ["mod(-7, 3)", -1],
  ["int('-5')", -5],
  ["less('a', 'B')", false],
  ["equals(createObject('a', 1), createObject('a', 1))", true],
  ["coalesce(null(), '', 'a')", ""],
  ["bool('TRUE')", true],
  ["if(true(), 'a', fail('never'))", "a"],
  ["and(false(), fail('never'))", false],
  ["or(true(), fail('never'))", true],
  ["map(createArray(1, 2), lambda('x', mul(lambdaVariables('x'), 10)))", [10, 20]],
  ["filter(createArray(1, 2, 3), lambda('x', 'i', greater(lambdaVariables('i'), 0)))", [2, 3]],
  ["reduce(createArray(1, 2, 3), 0, lambda('s', 'n', add(lambdaVariables('s'), lambdaVariables('n'))))", 6],
  ["sort(createArray(3, 1, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))", [1, 2, 3]],
  ["toObject(createArray('a', 'b'), lambda('x', lambdaVariables('x')), lambda('x', 1))", { a: 1, b: 1 }],
  ["groupBy(createArray('aa', 'b', 'ac'), lambda('x', first(lambdaVariables('x'))))", { a: ["aa", "ac"], b: ["b"] }],
  ["dateTimeFromEpoch(1680224438)", "2023-03-31T01:00:38Z"],
  ["dateTimeAdd(dateTimeFromEpoch(1680224438), 'P1D')", "2023-04-01T01:00:38Z"],
  ["dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y')", "4/7/2023 2:53:14 PM"],
  ["dateTimeAdd('2020-04-07 14:53:14Z', '-PT1H', 'yyyy-MM-dd HH')", "2020-04-07 13"],
  ["dateTimeToEpoch('2023-03-31T01:00:38Z')", 1680224438],
  ["parseCidr('10.144.0.0/20').lastUsable", "10.144.15.254"],
  ["cidrSubnet('10.144.0.0/20', 24, 2)", "10.144.2.0/24"],
  ["cidrHost('10.144.3.0/24', 0)", "10.144.3.1"],
  [
    "resourceId('Microsoft.Compute/virtualMachines/extensions', 'web', 'VMSnapshot')",
    `${TEMPLATE_GROUP}/providers/Microsoft.Compute/virtualMachines/web/extensions/VMSnapshot`,
  ],
  [
    "resourceId('other', 'Microsoft.Compute/disks', 'd')",
    "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/other/providers/Microsoft.Compute/disks/d",
  ],
  [
    "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'r')",
    "/subscriptions/00000000-0000-4000-8000-000000000001/providers/Microsoft.Authorization/roleDefinitions/r",
  ],
  [
    "tenantResourceId('Microsoft.Authorization/roleDefinitions', 'r')",
    "/providers/Microsoft.Authorization/roleDefinitions/r",
  ],
  ["extensionResourceId('/x', 'Microsoft.Authorization/locks', 'l')", "/x/providers/Microsoft.Authorization/locks/l"],
  ["resourceGroup().location", "westeurope"],
  ["RESOURCEGROUP().Location", "westeurope"],
  ["deployment().name", "one"],
  ["environment().suffixes.storage", "core.windows.net"],
];

describe("the template functions", () => {
  for (const [expression, value] of ROWS) {
    it(`return ${JSON.stringify(value)} for ${expression}`, () => assert.deepEqual(evaluated(expression), value));
  }

  const REFUSED: readonly (readonly [expression: string, reason: RegExp])[] = [
    ["nosuch('a')", /expression '\[nosuch\('a'\)\]' is not valid: The template function 'nosuch' is not valid\./],
    ["nosuch('a')", /The template output 'of' at 'outputs\.of\.value\.value'/],
    ["pickZones('a', 'b', 'c')", /The template function 'pickZones' is not supported by the embedded Azure\./],
    ["toLower()", /'toLower': function requires '1' argument\(s\) while '0' were provided/],
    ["mul(9007199254740991, 2)", /'mul' overflowed with the operants '9007199254740991' and '2'\./],
    ["int('asdf')", /'int': cannot convert provided value 'asdf' to integer value\./],
    [
      "uri('github.com', 'a')",
      /'uri' *: ?expects its first argument to be a uri string\. The provided value is 'github\.com'\./,
    ],
    ["format('{1}', 'a')", /'format': the format is invalid: 'Index \(zero based\) must be/],
    [
      "substring('0123456789', 0, 11)",
      /The index parameter: '0', the length parameter: '11', the length of the string parameter: '10'\./,
    ],
    ["div(1, 0)", /'div': the second parameter must not be zero/],
    ["createObject('a', 1).b", /The language expression property 'b' doesn't exist, available properties are 'a'\./],
    ["createArray(1)[1]", /property array index '1' is out of bounds/],
    ["dateTimeAdd('2020-04-07T14:53:14Z', '1D')", /'1D' is not a valid ISO8601 Duration string/],
    ["utcNow()", /The template function 'utcNow' is not expected at this location/],
    ["copyIndex()", /The template function 'copyIndex' is not expected at this location/],
    [
      "resourceId('Microsoft.Compute/virtualMachines/extensions', 'web')",
      /requires '2' resource name argument\(s\), '1' were given/,
    ],
    ["uriComponent(substring('😀', 0, 1))", /'uriComponent': the text has half of a surrogate pair/],
    ["format('{0:D999999999}', 0)", /'format': the result is too long/],
    ["replace(padLeft('a', 131072, 'a'), 'a', padLeft('a', 131072, 'a'))", /'replace': the result is too long/],
    ["fail('no backup, no machine')", /no backup, no machine/],
    ["bool('yes')", /The value cannot be converted to the target type/],
    ["parameters('nosuch')", /The template parameter 'nosuch' is not found/],
    ["variables('nosuch')", /The template variable 'nosuch' is not found/],
  ];
  for (const [expression, reason] of REFUSED) {
    it(`refuse ${expression}: ${reason.source.slice(0, 60)}`, () => {
      assert.match(
        refusalOf(() => evaluated(expression)),
        reason,
      );
    });
  }
});
