/** `npm run rooms`: counts the rooms of each floor and the arrows between them, and says which aim is missed. */
import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { crowdedFolders } from './crowded-folders.ts'
import { planFloor } from './room-graph.ts'
import type { FloorPlan, Import } from './room-graph.ts'

/** How many arrows between its rooms a floor may have; and none may have a circle. */
const aims = [
  { floor: 'server/services', arrows: 85 },
  { floor: 'server/store', arrows: 20 },
  { floor: 'server/domain', arrows: 27 },
  { floor: 'addin', arrows: Infinity },
  { floor: 'addin/console', arrows: Infinity },
]
const mostCodeFiles = 25

type Aim = (typeof aims)[number]

/** Prints the table and every missed aim; answers 1 if there is one. */
export function rooms(root: string): number {
  const { files, imports } = cruise(root)
  const plans = aims.map((aim) => ({ aim, plan: planFloor(aim.floor, files, imports) }))
  console.log(row('floor', 'rooms', 'ground', 'arrows', 'at most', 'circles'))
  for (const { aim, plan } of plans) console.log(rowOf(aim, plan))

  const missed = [
    ...plans.flatMap(({ aim, plan }) => missedBy(aim, plan)),
    ...crowdedFolders(root, mostCodeFiles).map(
      ({ path, codeFiles }) => `${path} holds ${codeFiles} code files, more than ${mostCodeFiles}.`,
    ),
  ]
  console.log(missed.length === 0 ? '\nEvery aim is met.' : `\n${missed.join('\n')}`)
  return missed.length === 0 ? 0 : 1
}

function rowOf({ floor, arrows }: Aim, plan: FloorPlan): string {
  return row(
    floor,
    String(plan.rooms.length),
    String(plan.ground.length),
    String(plan.arrows.length),
    Number.isFinite(arrows) ? String(arrows) : '-',
    String(plan.circles.length),
  )
}

function row(floor: string, ...figures: string[]): string {
  return floor.padEnd(16) + figures.map((figure) => figure.padStart(9)).join('')
}

/** What of an aim is missed, in sentences; for a circle also the imports that close it. */
function missedBy({ floor, arrows }: Aim, plan: FloorPlan): string[] {
  const tooMany =
    plan.arrows.length > arrows
      ? [`${floor} has ${plan.arrows.length} arrows between its rooms, more than ${arrows}.`]
      : []
  const circles = plan.circles.flatMap((circle) => [
    `${floor} has a circle of ${circle.rooms.length} rooms: ${circle.rooms.join(', ')}.`,
    ...circle.arrows.map(
      ({ from, to, because }) => `  ${from} -> ${to}: ${because.from} imports ${because.to}`,
    ),
  ])
  return [...tooMany, ...circles]
}

const cruiseResult = z.object({
  modules: z.array(
    z.object({
      source: z.string(),
      dependencies: z.array(z.object({ resolved: z.string() })),
    }),
  ),
})

/** All files of the floors and their imports, type-only ones included, as lint sees them. @throws if it cannot be told. */
function cruise(root: string): { files: string[]; imports: Import[] } {
  const command = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'
  const folders = [...new Set(aims.map(({ floor }) => floor.split('/')[0] ?? floor))]
  const { stdout, error, stderr } = spawnSync(
    process.execPath,
    [command, '--config', 'dependency-cruiser.cjs', '--output-type', 'json', ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: Infinity },
  )
  if (error !== undefined) throw error
  if (stdout === '') throw new Error(`dependency-cruiser answered nothing. ${stderr}`)
  const { modules } = cruiseResult.parse(JSON.parse(stdout))
  return {
    files: modules.map(({ source }) => source),
    imports: modules.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
  }
}
