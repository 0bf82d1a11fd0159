/**
 * The SQLite driver this Node can bear. better-sqlite3 12 is the last for Node 20; under Node 24 it aborts the process when
 * a statement is collected (node_object_wrap.h removes a cleanup hook without an environment). 13 speaks Node-API 10 and
 * needs Node 22. Neither touches its native part before a database is opened, so both may be imported.
 */

import For20 from 'better-sqlite3'
import Since22 from 'better-sqlite3-napi'

export const Database = Number(process.versions.node.split('.', 1)[0]) >= 22 ? Since22 : For20
