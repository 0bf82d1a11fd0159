/** Settings > Users: who has which seat and role, and who is whose manager. */

import { PageTitle } from '../pieces/PageTitle.tsx'
import { AdminsOnly } from './AdminsOnly.tsx'
import { UserList } from './UserList.tsx'

export function UsersPage() {
  return (
    <>
      <PageTitle title="Users" />
      <AdminsOnly>
        <UserList />
      </AdminsOnly>
    </>
  )
}
