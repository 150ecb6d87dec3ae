const base = 'http://127.0.0.1:4310';
const who = process.argv[2];
const paths = process.argv.slice(3);
const r = await (
  await fetch(base + '/v1/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: who + '@demo.example', password: 'Evergreen-1' }),
  })
).json();
for (const p of paths) {
  const t = await fetch(base + '/v1/workspaces/ws_demo' + p, { headers: { authorization: 'Bearer ' + r.accessToken } });
  console.log(p, t.status, t.headers.get('x-capacity-units'), JSON.stringify(await t.json()).slice(0, 1500));
}
