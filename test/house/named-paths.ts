/** The paths that a paper names: in backticks, or as the target of a link. */

const folders =
  /^(?:\.github|addin|bin|docs|sandbox|server|shared|test|tools|domain|store|services|http|worker|graph)\//
const file = /^[\w.-]+(?:\/[\w.-]+)*\.(?:ts|tsx|js|cjs|mjs|json|md|xml|yml)$/

/** From the root of the project, each once, without what stands behind a `#`. */
export function pathsNamedIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\s]+)`/g)].map(([, words]) => words ?? '')
  const linked = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '')
  const paths = [
    ...quoted.filter((words) => folders.test(words) || file.test(words)),
    ...linked.filter((target) => !/^(?:[a-z]+:|#)/.test(target)),
  ]
  return [...new Set(paths.map((path) => path.replace(/#.*$/, '').replace(/\/$/, '')))]
}
