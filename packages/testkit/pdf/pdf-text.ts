import { inflateSync } from 'node:zlib'

/** The text of a PDF that pdfkit wrote, in the order of drawing, a line for each piece. */
export function pdfText(pdf: Uint8Array): string {
  const objects = objectsOf(Buffer.from(pdf))
  const fonts = new Map<string, ReadonlyMap<string, string>>()
  for (const { body } of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.body ?? '')?.[1]
      fonts.set(name, glyphsOf(objects.get(unicode ?? '')?.stream ?? ''))
    }
  }
  const lines: string[] = []
  for (const { stream } of objects.values()) {
    let font: ReadonlyMap<string, string> = new Map()
    for (const [, name, pieces] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/gs)) {
      if (name) font = fonts.get(name) ?? new Map()
      else lines.push([...(pieces ?? '').matchAll(/<([0-9a-f]*)>/gi)].map(([, hex = '']) => decoded(hex, font)).join(''))
    }
  }
  return lines.join('\n')
}

function objectsOf(pdf: Buffer): Map<string, { readonly body: string; readonly stream: string }> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, { body: string; stream: string }>()
  for (const found of text.matchAll(/(\d+) 0 obj\n/g)) {
    const from = found.index + found[0].length
    const stream = text.indexOf('\nstream\n', from)
    const end = text.indexOf('\nendobj', from)
    if (stream < 0 || stream > end) objects.set(found[1] ?? '', { body: text.slice(from, end), stream: '' })
    else {
      const body = text.slice(from, stream)
      const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0)
      objects.set(found[1] ?? '', { body, stream: contentOf(pdf.subarray(stream + 8, stream + 8 + length), body) })
    }
  }
  return objects
}

function contentOf(bytes: Buffer, body: string): string {
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** Glyph, in hexadecimal, to characters. */
function glyphsOf(map: string): Map<string, string> {
  const glyphs = new Map<string, string>()
  for (const [, first = '0', , list = ''] of map.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[(.*?)\]/gis)) {
    for (const [i, [, hex = '']] of [...list.matchAll(/<([0-9a-f]*)[^>]*>/gi)].entries()) {
      const glyph = (Number.parseInt(first, 16) + i).toString(16).padStart(4, '0')
      glyphs.set(glyph, String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((each) => Number.parseInt(each, 16))))
    }
  }
  return glyphs
}

function decoded(hex: string, font: ReadonlyMap<string, string>): string {
  return (hex.match(/.{4}/g) ?? []).map((glyph) => font.get(glyph.toLowerCase()) ?? '').join('')
}
