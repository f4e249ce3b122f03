const credentialName =
  /token|secret|key|pass|pwd|auth|sig|code|cred|session|jwt|bearer|cookie|hmac|csrf|xsrf|otp|^sid$|^pin$|^sas$/i;

/** Whether a name, such as that of a query parameter, suggests a credential. */
export function isCredentialName(name: string): boolean {
  return credentialName.test(name);
}

const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const shortestCredential = 20;
/** No readable id has this many letters and digits in a row (characters). */
const longestWord = 16;

/** Whether a value looks like a credential: a JWT, or at least 20 characters of Base64 or hex that are not words. */
export function looksLikeCredential(value: string): boolean {
  if (jwt.test(value)) return true;
  if (value.length < shortestCredential || !/^[\w+/=.~-]+$/.test(value)) return false;
  if (!/\d/.test(value)) return false;
  if (/[a-z]/.test(value) && /[A-Z]/.test(value)) return true;
  return value
    .split(/[^a-z\d]/i)
    .some((word) => word.length >= longestWord && /\d/.test(word) && /[a-z]/i.test(word));
}
