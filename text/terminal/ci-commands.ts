/** What a CI obeys: GitHub's runner `::set-output name=x::y` in a line of its own and `##[error]` anywhere, that of Azure `##vso[task]`. */
const ofGithub = /^([^\S\n\r\u2028\u2029]*):(?=:[a-z].*::)/gim;
const anywhere = /##(?=(vso)?\[)/gi;

/** Text that no CI takes for a command. A receiver's response may contain some. */
export function withoutCiCommands(text: string): string {
  return text.replace(ofGithub, '$1: ').replace(anywhere, '# #');
}

/** The same for JSON, whose value doesn't change. No line of it begins with a colon. */
export function jsonWithoutCiCommands(json: string): string {
  return json.replace(anywhere, '#\\u0023');
}

/** The same for XML and HTML, whose text doesn't change. */
export function markupWithoutCiCommands(markup: string): string {
  return markup.replace(ofGithub, '$1&#58;').replace(anywhere, '#&#35;');
}
