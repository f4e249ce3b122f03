const credentialName =
  /token|secret|key|pass|pwd|auth|sig|code|cred|session|jwt|bearer|cookie|hmac|csrf|xsrf|otp|^sid$|^pin$|^sas$/i;

/** Whether what has this name is a credential: of a query parameter, for example. */
export function isCredentialName(name: string): boolean {
  return credentialName.test(name);
}

const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const shortestCredential = 20;
/** No id that people write has so many letters and digits without a break (characters). */
const longestWord = 16;

/** Whether a value is a credential by its look: a JWT, or 20 characters or more of Base64 or hex that are no words. */
export function looksLikeCredential(value: string): boolean {
  if (jwt.test(value)) return true;
  if (value.length < shortestCredential || !/^[\w+/=.~-]+$/.test(value)) return false;
  if (!/\d/.test(value)) return false;
  if (/[a-z]/.test(value) && /[A-Z]/.test(value)) return true;
  return value
    .split(/[^a-z\d]/i)
    .some((word) => word.length >= longestWord && /\d/.test(word) && /[a-z]/i.test(word));
}
