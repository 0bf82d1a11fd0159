/** The whole world for a story: the real sandbox and the real server of this project, as processes. */
import { resolve } from 'node:path'
import { startWorld as startWorldIn } from '../../tools/dev/world.ts'
import type { World, WorldOptions } from '../../tools/dev/world.ts'

export type { World, WorldOptions } from '../../tools/dev/world.ts'
export type { Reply } from '../../tools/dev/world-reply.ts'

export const projectRoot = resolve(__dirname, '..', '..')

/** Starts both processes on free ports with data of their own and waits until they are ready. Needs `npm run build`. */
export function startWorld(options?: WorldOptions): Promise<World> {
  return startWorldIn(projectRoot, options)
}
