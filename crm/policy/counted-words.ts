/** Words around a number that tell what it counts. A number without any of them may be money. */

const listed = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const PEOPLE =
  'user customer client person colleague employee member guest patient student pupil teacher doctor nurse driver engineer developer agent technician partner supplier contact lead visitor subscriber follower reader learner tenant team department family resident citizen candidate applicant manager seller buyer rep representative consultant planner operator worker volunteer admin administrator';
const THINGS =
  'seat licence license account site office store shop location depot warehouse plant hotel clinic hospital school room bed region state market language device machine robot server computer laptop tablet phone terminal screen printer vehicle truck train car van ship plane bike container pallet parcel package item product piece part module feature integration workflow dashboard report document file page ticket issue bug case call meeting email mail message chat question answer review survey response session visit click view download install signup booking reservation trip flight event workshop training demo pilot project step brand channel campaign door desk table line floor building house island port farm field lab kitchen restaurant station airport gate route stop wing unit installation deployment environment workspace tenant database record row entry asset sensor meter camera scanner kiosk gateway endpoint connection plug charger panel battery turbine engine pump valve bottle crate box batch sample test recipe dish meal cup pair set copy copie book title lesson course class exam point like reaction request approval escalation outage incident patch idea reason complaint thank time storey attempt';
const IRREGULAR =
  'people staff men women children kids companies countries cities factories families branches boxes batches copies classes buses businesses addresses processes dishes studies parties agencies territories universities libraries deliveries inquiries queries entries categories employees headcount licensees alumni data hands heads mice';
const TIMES =
  'year month week day hour minute second quarter decade night morning afternoon evening weekend sprint season shift yr hr min sec';
const GERMAN =
  'nutzer nutzern benutzer benutzern anwender mitarbeiter mitarbeitern mitarbeitende mitarbeitenden kollegen kolleginnen kunden kundinnen lizenz lizenzen platz plätze plätzen arbeitsplätze arbeitsplätzen standort standorte standorten filiale filialen gerät geräte geräten maschine maschinen fahrzeug fahrzeuge lkw pkw anfragen fragen schulungen leute leuten personen menschen betten länder ländern städte städten projekte projekten verträge bestellungen pakete jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden minuten sekunden quartale mal stück zimmer häuser werke lager rechner sitze';
const ROMANCE =
  'utilisateurs utilisateur sièges siège postes poste personnes magasins agences employés salariés collaborateurs camions hôtels appareils pays villes ans an mois semaines semaine jours jour heures heure fois usuarios usuario licencias licencia puestos personas clientes tiendas sedes empleados camiones hoteles dispositivos países ciudades años año meses mes semanas días día horas veces utenti utente licenze postazioni persone clienti negozi sedi dipendenti anni anno mesi mese settimane giorni ore volte usuários licenças pessoas lojas funcionários anos dias';
const OTHERS =
  'gebruikers licenties plaatsen mensen klanten winkels vestigingen medewerkers jaar jaren maanden weken dagen uur uren användare licenser platser personer kunder butiker medarbetare år månader veckor dagar timmar brugere pladser butikker medarbejdere måneder uger dage timer brukere lisenser ansatte użytkowników licencji osób klientów sklepów lat lata miesięcy tygodni dni godzin ' +
  '年 月 日 人 名 件 台 社 回 週 席 個 个 家 명 개 년 월 일 건 대 곳 位 天 次 店';

/** Of these a single one is worth what stands before it: `a 50k deal`. */
const DEALS = 'deal contract order renewal upgrade offer quote proposal invoice win update release';

const plural = (words: string): string[] => words.split(' ').map((word) => `${word}s`);

export const COUNTED_NOUNS: ReadonlySet<string> = new Set([
  ...[PEOPLE, THINGS, TIMES, DEALS].flatMap(plural),
  ...[TIMES, IRREGULAR, GERMAN, ROMANCE, OTHERS].flatMap((words) => words.split(' ')),
]);

/** After a hyphen: `20-seat`. */
export const SINGULAR_NOUNS: ReadonlySet<string> = new Set(
  [PEOPLE, THINGS].flatMap((words) => words.split(' ')),
);

/** Words between a number and what it counts. */
export const MODIFIERS = listed(
  'more additional extra new further other old active paying happy monthly daily weekly named concurrent open closed urgent small big large great of the our your different separate whole remote local regional business working calendar consecutive straight full half part paid free single double late long young senior junior external internal german french spanish british american european mobile digital physical electric european ' +
    'weitere weiteren neue neuen neuer zusätzliche zusätzlichen mehr aktive aktiven ganze nouveaux nouvelles autres nuevos nuevas más otros nuovi nuove altri nieuwe extra nya flere nye',
);

/** Plural words that may follow an amount. */
export const MONEY_WORDS = listed(
  'figures grands bucks cents pounds fees costs savings discounts taxes terms plus less always perhaps besides across towards sometimes upwards afterwards nowadays bonus previous does was has his its this thus yes pays saves gains dues profits earnings riesen mios mille sous pavos balles smackers units gross minus versus yours ours theirs hers nets thanks lets gets costs euros dollars is as us',
);

export const MEASURES = listed(
  'percent pct percentage prozent pourcent procent pp bp bps ms h hrs min mins sec secs km kilometres kilometers miles mi cm kg tons tonnes litres liters gb tb mb kb gbit mbit kw kwh mw mwh gwh ha sqm m² m³ hectares acres px fold x celsius',
);

/** Words before a number that make it a number of something. */
export const LABELS = listed(
  'po ticket tickets case cases invoice issue bug incident request number version release phase stage level section page chapter floor gate room step week kw day batch round series terminal wave sprint tier zone route model iso din rfc q fy top article § windows gen generation episode season rechnung vorgang seite teil kapitel facture dossier numéro página factura',
);

/** Words before a number that make it a year. */
export const YEAR_WORDS = listed(
  'in since until till during year years fy early late mid end spring summer autumn fall winter january seit bis ab anfang ende mitte jahr sommer herbst frühjahr depuis en desde hasta año année nel dal sinds sedan år od do roku q h before after through throughout',
);
