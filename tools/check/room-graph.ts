/** Which rooms a floor has, which of them lead to which, and whether one comes back to itself. */

/** One file that imports another; paths from the project's root, with slashes. */
export interface Import {
  from: string
  to: string
}

/** `from` imports something of `to`, rooms or files of the ground; `because` is the first import that says so. */
export interface Arrow {
  from: string
  to: string
  because: Import
}

export interface FloorPlan {
  /** The folders directly below the floor, by name. */
  rooms: string[]
  /** Files that lie directly on the floor. Each counts as a room of its own, so that a floor without rooms is not a tidy one. */
  ground: string[]
  /** One for each pair of rooms, however many imports go that way. */
  arrows: Arrow[]
  /** Rooms that all reach each other, and the arrows among them. */
  circles: { rooms: string[]; arrows: Arrow[] }[]
}

/** The plan of one floor (`server/services`), from all files and all imports of the project. */
export function planFloor(floor: string, files: string[], imports: Import[]): FloorPlan {
  const names = [...new Set(files.flatMap((file) => roomOf(floor, file) ?? []))].sort()
  const isGround = (name: string): boolean => files.includes(`${floor}/${name}`)
  const arrows = arrowsOf(floor, imports)
  return {
    rooms: names.filter((name) => !isGround(name)),
    ground: names.filter(isGround),
    arrows,
    circles: circlesOf(names, arrows),
  }
}

/** The first name below the floor: a folder's, or that of a file of the ground. */
function roomOf(floor: string, file: string): string | undefined {
  return file.startsWith(`${floor}/`) ? file.slice(floor.length + 1).split('/')[0] : undefined
}

function arrowsOf(floor: string, imports: Import[]): Arrow[] {
  const arrows = new Map<string, Arrow>()
  for (const because of imports) {
    const from = roomOf(floor, because.from)
    const to = roomOf(floor, because.to)
    if (from === undefined || to === undefined || from === to) continue
    const key = `${from} ${to}`
    if (!arrows.has(key)) arrows.set(key, { from, to, because })
  }
  return [...arrows.values()]
}

function circlesOf(rooms: string[], arrows: Arrow[]): FloorPlan['circles'] {
  const reach = new Map(rooms.map((room) => [room, reachedFrom(room, arrows)]))
  const reaches = (from: string, to: string): boolean => reach.get(from)?.has(to) ?? false
  const circles = rooms
    .filter((room) => reaches(room, room))
    .map((room) => rooms.filter((other) => reaches(room, other) && reaches(other, room)))
    // Each member finds the same circle; its first one keeps it.
    .filter((circle, at, all) => all.findIndex((other) => other[0] === circle[0]) === at)
  return circles.map((circle) => ({
    rooms: circle,
    arrows: arrows.filter(({ from, to }) => circle.includes(from) && circle.includes(to)),
  }))
}

/** All rooms that one comes to by following arrows; the room itself only if some way leads back. */
function reachedFrom(start: string, arrows: Arrow[]): Set<string> {
  const reached = new Set<string>()
  const ahead = [start]
  for (let room = ahead.pop(); room !== undefined; room = ahead.pop()) {
    for (const { from, to } of arrows) {
      if (from !== room || reached.has(to)) continue
      reached.add(to)
      ahead.push(to)
    }
  }
  return reached
}
