/** Our manifest is sound, and each planted fault is found. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifestFindings } from '../../../tools/manifest/findings.ts'
import { pngSize } from '../../../tools/manifest/picture.ts'
import { projectRoot } from '../../support/world.ts'

const manifest = readFileSync(join(projectRoot, 'manifest.xml'), 'utf8')

function findings(xml: string): string[] {
  return manifestFindings(xml, (path) => {
    const file = join(projectRoot, 'addin', path)
    return existsSync(file) ? pngSize(readFileSync(file)) : undefined
  })
}

test('our own manifest has no faults', () => {
  expect(findings(manifest)).toEqual([])
})

test.each<[string, RegExp, string, string]>([
  ['no XML', /<\/OfficeApp>/, '', 'This is not XML'],
  [
    'another kind of add-in',
    /xsi:type="MailApp"/,
    'xsi:type="ContentApp"',
    'must be <OfficeApp xsi:type="MailApp">',
  ],
  ['no name', /<DisplayName [^>]+>/, '', 'lacks <DisplayName>'],
  ['no GUID', /<Id>[^<]+/, '<Id>nope', '<Id> must be a GUID'],
  ['an odd version', /<Version>[^<]+/, '<Version>1', '<Version> must be two to four numbers'],
  [
    'a long description',
    /<Description DefaultValue="/,
    `$&${'x'.repeat(250)}`,
    '<Description> must have 1 to 250',
  ],
  [
    'a wrong order',
    /(<Hosts>.*?<\/Hosts>)\s*(<Requirements>.*?<\/Requirements>)/s,
    '$2$1',
    '<Hosts> comes too late',
  ],
  ['a foreign element', /<Hosts>/, '<Ribbon/><Hosts>', '<Ribbon> does not belong'],
  ['an http address', /https:(\/\/localhost:3000\/taskpane)/, 'http:$1', 'must be https'],
  ['an ICO picture', /icon-64\.png/, 'icon-64.ico', 'must not be an ICO'],
  ['a path in an AppDomain', /(<AppDomain>[^<]+)/, '$1/pane', 'without a path'],
  ['an unknown permission', /ReadItem</, 'ReadAll<', '<Permissions> must be one of'],
  ['a missing picture', /icon-16\.png/, 'icon-17.png', 'icon-17.png does not exist'],
  ['a picture of another size', /icon-80\.png/, 'icon-64.png', 'is 64x64, not 80x80'],
  ['a high base level', /MinVersion="1\.3"\/>/, 'MinVersion="1.12"/>', 'hides the add-in'],
  [
    'a level below the base',
    /DefaultMinVersion="1\.3"/,
    'DefaultMinVersion="1.1"',
    'less than the base part',
  ],
  [
    'a wrong namespace',
    /mailappversionoverrides\/1\.1"/,
    'mailappversionoverrides/1.2"',
    'is not that of this version',
  ],
  [
    '1.1 outside',
    /VersionOverridesV1_0/,
    'VersionOverridesV1_1',
    'The outer <VersionOverrides> must be V1_0',
  ],
  [
    'an unknown resource',
    /resid="Pane.Url"/,
    'resid="Pane.Nope"',
    'names Pane.Nope, which is no resource',
  ],
  [
    'a resource of another kind',
    /<Label resid="Group.Label"/,
    '<Label resid="Button.Tip"',
    'must be in <ShortStrings>',
  ],
  [
    'an unused resource',
    /<bt:Urls>/,
    '$&<bt:Url id="Spare" DefaultValue="https://localhost:3000/"/>',
    'Spare is not used',
  ],
  [
    'a resource twice',
    /<bt:String id="Group.Label"/,
    '<bt:String id="Button.Label"',
    'Button.Label is there twice',
  ],
  [
    'a long resource id',
    /Group\.Label/g,
    'Group.Label.That.Goes.On.And.On.And.On',
    'longer than 32',
  ],
  ['a long tip', /Shows who on/, 'x'.repeat(251), 'Button.Tip is longer than 250'],
  [
    'a control twice',
    /id="readSalesTools"/,
    'id="composeSalesTools"',
    'composeSalesTools is there twice',
  ],
  ['a missing icon', /<bt:Image size="80" resid="Icon.80"\/>/, '', 'lacks its icon of 80 pixels'],
  ['a missing tip', /<Supertip>.*?<\/Supertip>/s, '', 'lacks its <Supertip>'],
  [
    'an unknown surface',
    /MessageReadCommandSurface/,
    'MessageCommandSurface',
    'surface MessageCommandSurface is not one of',
  ],
  [
    'pinning in 1.0',
    /(<SourceLocation resid="Pane.Url"\/>)/,
    '$1<SupportsPinning>true</SupportsPinning>',
    'needs V1_1',
  ],
])('%s is found', (_fault, where, planted, sentence) => {
  const faulty = manifest.replace(where, planted)
  expect(faulty).not.toBe(manifest)
  expect(findings(faulty)).toContainEqual(expect.stringContaining(sentence))
})

test('a manifest above 256 KB is refused by Outlook, so it is found', () => {
  const large = manifest.replace('</OfficeApp>', `<!--${'x'.repeat(256 * 1024)}--></OfficeApp>`)
  expect(findings(large)).toContain('The manifest is larger than 256 KB.')
})
