/** Users: the tenant's people who have been seen or given a seat. */

import sql, { join } from 'sql-template-tag'
import type { User } from '../../domain/directory/user.ts'
import type { Db } from '../db/db.ts'

interface Row {
  id: string
  oid: string
  address: string
  name: string
  seat: User['seat']
  role: User['role']
  manager_id: string | null
  created_at: string
}

const columns = sql`id, oid, address, name, seat, role, manager_id, created_at`

export async function userById(db: Db, id: string): Promise<User | null> {
  return fromRow(await db.one<Row>(sql`select ${columns} from users where id = ${id}`))
}

export async function userByOid(db: Db, oid: string): Promise<User | null> {
  return fromRow(await db.one<Row>(sql`select ${columns} from users where oid = ${oid}`))
}

/** Those of these object ids whom the product knows. */
export async function usersByOids(db: Db, oids: string[]): Promise<User[]> {
  const found: User[] = []
  for (let from = 0; from < oids.length; from += 200) {
    const some = join(oids.slice(from, from + 200))
    const rows = await db.all<Row>(sql`select ${columns} from users where oid in (${some})`)
    found.push(...rows.map(toUser))
  }
  return found
}

export async function userByAddress(db: Db, address: string): Promise<User | null> {
  return fromRow(await db.one<Row>(sql`select ${columns} from users where address = ${address}`))
}

export async function listUsers(db: Db): Promise<User[]> {
  const rows = await db.all<Row>(sql`select ${columns} from users order by address`)
  return rows.map(toUser)
}

/** Adds the user, or brings name, address, seat, role and manager of the same `oid` up to date. */
export async function putUser(db: Db, user: User): Promise<User> {
  const row = await db.one<Row>(sql`
    insert into users (${columns})
    values (${user.id}, ${user.oid}, ${user.address}, ${user.name}, ${user.seat}, ${user.role},
      ${user.managerId}, ${user.createdAt})
    on conflict (oid) do update set
      address = excluded.address,
      name = excluded.name,
      seat = excluded.seat,
      role = excluded.role,
      manager_id = excluded.manager_id
    returning ${columns}`)
  if (!row) throw new Error('The store did not answer with the user it was given.')
  db.publish({ kind: 'user', id: row.id })
  return toUser(row)
}

/** Follows the directory: the same person under another name or address. */
export async function renameUser(
  db: Db,
  id: string,
  { name, address }: Pick<User, 'name' | 'address'>,
): Promise<void> {
  await db.all(sql`update users set name = ${name}, address = ${address} where id = ${id}`)
  await db.all(sql`update mailboxes set address = ${address} where user_id = ${id}`)
}

function fromRow(row: Row | undefined): User | null {
  return row ? toUser(row) : null
}

function toUser(row: Row): User {
  return {
    id: row.id,
    oid: row.oid,
    address: row.address,
    name: row.name,
    seat: row.seat,
    role: row.role,
    managerId: row.manager_id,
    createdAt: row.created_at,
  }
}
