import { expect, it } from 'vitest'
import { repositoryFiles } from './source-files.ts'
import { missingClasses } from './style-classes.ts'

it('finds every class that a component names in its style sheet', () => {
  const components = repositoryFiles('packages/web').filter((path) => path.endsWith('.tsx'))
  expect(components.length).toBeGreaterThan(100)
  expect(missingClasses(components)).toEqual([])
})
