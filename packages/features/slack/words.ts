/** Languages in which people are answered; what is posted for all is English, as the timeline is. */
export type Language = 'en' | 'fr'

/** Of a locale like `fr-FR`. */
export function languageOf(locale: string): Language {
  return /^fr\b/i.test(locale) ? 'fr' : 'en'
}

const EN = {
  help: (command: string) =>
    [
      '*Incidents*',
      `\`${command} incident list\` – open incidents`,
      `\`${command} incident create\` – open one, in a form`,
      `\`${command} incident ack <id>\` – acknowledge one`,
      `\`${command} incident resolve <id> [note]\` – end one`,
      'An id looks like INC-A2B3C4. In a war room, whatever you write goes on the timeline of the incident.',
    ].join('\n'),
  unknownCommand: (text: string) => `“${text}” is not a command.`,
  notLinked: (link: string) =>
    `No user of Hyperion has your Slack mail address. Enter it in <${link}|your profile>, or ask an administrator to, and try again.`,
  notAllowed: 'Your role in Hyperion does not allow this: it takes that of a technician.',
  mustChangePassword: (link: string) => `Your password has to be changed first: <${link}|sign in to Hyperion>.`,
  noIncidents: '✅ No incident is open.',
  openIncidents: (count: number) => (count === 1 ? '*1 open incident*' : `*${count} open incidents*`),
  andMore: (count: number, link: string) => `<${link}|and ${count} more>`,
  noSuchIncident: (ref: string) => `There is no incident ${ref}.`,
  whichIncident: 'Which one? Its id is missing, such as INC-A2B3C4.',
  acknowledge: (incident: string) => `${incident} is acknowledged.`,
  mitigate: (incident: string) => `${incident} is mitigated.`,
  resolve: (incident: string) => `${incident} is resolved.`,
  reopen: (incident: string) => `${incident} is open again.`,
  lead: (incident: string) => `You lead ${incident}.`,
  created: (incident: string) => `${incident} is open.`,
  existing: (incident: string) => `${incident} was open already: nothing was added.`,
  commented: (incident: string) => `Noted on the timeline of ${incident}.`,
  refused: (incident: string, status: string) => `${incident} cannot be changed like this: it is ${status}.`,
  failed: 'This could not be done. Try again in a moment, or in Hyperion.',
  late: 'Slack took too long to open the form. Try again.',
  noServices: (link: string) => `There is no service yet that an incident could be about: <${link}|add one>.`,
  status: { TRIGGERED: 'triggered', ACKNOWLEDGED: 'acknowledged', MITIGATED: 'mitigated', RESOLVED: 'resolved' },
  nobody: 'nobody leads',
  form: {
    create: 'Open an incident',
    resolve: 'Resolve',
    submitCreate: 'Open',
    cancel: 'Cancel',
    service: 'Service',
    title: 'Title',
    severity: 'Severity',
    description: 'Description',
    note: 'What ended it',
    cause: 'Root cause',
    choose: 'Choose',
    required: 'This is needed.',
    gone: 'This service is gone.',
    over: 'It is resolved already.',
  },
}

const FR: typeof EN = {
  help: (command) =>
    [
      '*Incidents*',
      `\`${command} incident liste\` – incidents ouverts`,
      `\`${command} incident créer\` – en ouvrir un, dans un formulaire`,
      `\`${command} incident prendre <id>\` – en prendre un en charge`,
      `\`${command} incident résoudre <id> [note]\` – y mettre fin`,
      'Un identifiant ressemble à INC-A2B3C4. Dans une salle de crise, tout ce que vous écrivez va dans la chronologie de l’incident.',
    ].join('\n'),
  unknownCommand: (text) => `« ${text} » n’est pas une commande.`,
  notLinked: (link) =>
    `Aucun utilisateur de Hyperion n’a votre adresse de courriel Slack. Indiquez-la dans <${link}|votre profil>, ou demandez-le à un administrateur, puis réessayez.`,
  notAllowed: 'Votre rôle dans Hyperion ne le permet pas : il faut celui de technicien.',
  mustChangePassword: (link) => `Votre mot de passe doit d’abord être changé : <${link}|connectez-vous à Hyperion>.`,
  noIncidents: '✅ Aucun incident ouvert.',
  openIncidents: (count) => (count === 1 ? '*1 incident ouvert*' : `*${count} incidents ouverts*`),
  andMore: (count, link) => `<${link}|et ${count} de plus>`,
  noSuchIncident: (ref) => `Il n’y a pas d’incident ${ref}.`,
  whichIncident: 'Lequel ? Il manque son identifiant, comme INC-A2B3C4.',
  acknowledge: (incident) => `${incident} est pris en charge.`,
  mitigate: (incident) => `${incident} est atténué.`,
  resolve: (incident) => `${incident} est résolu.`,
  reopen: (incident) => `${incident} est rouvert.`,
  lead: (incident) => `Vous dirigez ${incident}.`,
  created: (incident) => `${incident} est ouvert.`,
  existing: (incident) => `${incident} était déjà ouvert : rien n’a été ajouté.`,
  commented: (incident) => `Noté dans la chronologie de ${incident}.`,
  refused: (incident, status) => `${incident} ne peut pas être changé ainsi : il est ${status}.`,
  failed: 'Cela n’a pas pu être fait. Réessayez dans un instant, ou dans Hyperion.',
  late: 'Slack a mis trop de temps à ouvrir le formulaire. Réessayez.',
  noServices: (link) => `Il n’y a encore aucun service auquel un incident pourrait se rapporter : <${link}|ajoutez-en un>.`,
  status: { TRIGGERED: 'déclenché', ACKNOWLEDGED: 'pris en charge', MITIGATED: 'atténué', RESOLVED: 'résolu' },
  nobody: 'personne ne dirige',
  form: {
    create: 'Ouvrir un incident',
    resolve: 'Résoudre',
    submitCreate: 'Ouvrir',
    cancel: 'Annuler',
    service: 'Service',
    title: 'Titre',
    severity: 'Gravité',
    description: 'Description',
    note: 'Ce qui y a mis fin',
    cause: 'Cause racine',
    choose: 'Choisir',
    required: 'C’est nécessaire.',
    gone: 'Ce service n’existe plus.',
    over: 'Il est déjà résolu.',
  },
}

export type Words = typeof EN

export function wordsOf(language: Language): Words {
  return language === 'fr' ? FR : EN
}
