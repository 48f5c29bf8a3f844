import { describe, expect, it } from 'vitest'
import { readCast } from './cast.ts'

describe('a recording', () => {
  it('is read with its silences shortened, as far as it is whole', () => {
    const text = '{"version":2,"width":80,"height":24,"timestamp":10}\n[0.5,"o","a"]\n[100,"r","90x30"]\n[101,"o","b"]\n[102,"o","c'
    expect(readCast(text)).toEqual({
      width: 80,
      height: 24,
      at: 10_000,
      length: 3.5,
      events: [
        { at: 0.5, kind: 'o', data: 'a' },
        { at: 2.5, kind: 'r', data: '90x30' },
        { at: 3.5, kind: 'o', data: 'b' },
      ],
    })
    expect(() => readCast('<html>')).toThrow()
  })
})
