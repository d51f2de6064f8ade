// A real OpenID Connect provider (npm oidc-provider) for the tests: one client, people by the name typed in, on a free port of this machine.
// Arguments: the redirect address, the client's secret. Prints its issuer and goes on until it is ended. POST /rotate puts another signing key first.
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../../web/package.json', import.meta.url));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href);
const [redirect, secret, algorithm = 'RS256'] = process.argv.slice(2);

function key(kid) {
  const pair = algorithm === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...pair.privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: algorithm };
}

function make(issuer, keys) {
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'gongdun', client_secret: secret, redirect_uris: [redirect], response_types: ['code'], grant_types: ['authorization_code'],
      id_token_signed_response_alg: algorithm, token_endpoint_auth_method: 'client_secret_basic',
    }],
    jwks: { keys },
    cookies: { keys: ['tests only'] },
    pkce: { required: () => true, methods: ['S256'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id, email: `${id}@example.org`, email_verified: false }) }),
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
  });
  return provider.callback();
}

let handle = null;
const server = http.createServer((request, response) => {
  if (request.url === '/rotate') {
    handle = make(issuer, [key('second')]);
    response.end('ok');
    return;
  }
  handle(request, response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
handle = make(issuer, [key('first')]);
console.log(`ISSUER ${issuer}`);
