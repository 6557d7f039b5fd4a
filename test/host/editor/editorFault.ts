/** Why an editor does not come up; the message is one line for a person. */
export class EditorFault extends Error {}
