// Who signed in: what `GET whoami` said.
export const session = { tenant: '', role: '', name: null, seesApp: false, channels: [], reconciled: [] };

export function isSignedInAs(who) {
  Object.assign(session, { name: null }, who);
}

export const mayDecide = () => session.role === 'Operator';
