#!/usr/bin/env node
import { run } from './cli.ts'
import { becomeFrugal } from './frugal.ts'

const args = process.argv.slice(2)
if (args[0] === 'serve') becomeFrugal()
process.exitCode = await run(args)
