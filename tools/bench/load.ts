/** Makes load from a process of its own: posts one body over and over on kept connections, and prints what it got. */
import http from 'node:http'

const [url = '', seconds = '3', connections = '32', body = ''] = process.argv.slice(2)
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) })
const end = Date.now() + Number(seconds) * 1000
let answered = 0
let refused = 0

function post(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        if (response.statusCode === 202) answered += 1
        else refused += 1
        response.resume().on('end', resolve)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

async function line(): Promise<void> {
  while (Date.now() < end) await post()
}

const began = process.hrtime.bigint()
await Promise.all(Array.from({ length: Number(connections) }, line))
const took = Number(process.hrtime.bigint() - began) / 1e9
agent.destroy()
console.log(JSON.stringify({ perSecond: answered / took, refused }))
