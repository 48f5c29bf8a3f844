import * as fs from 'node:fs'
import { promisify } from 'node:util'

/** As in `node:fs/promises`, which brings a megabyte of other things along. */
export const readFile = promisify(fs.readFile)
export const readdir = promisify(fs.readdir)
export const statfs = promisify(fs.statfs)
