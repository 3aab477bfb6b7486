"use strict";
const WORDS = {
  fr: {
    codeSays: "Il est affiché dans la fenêtre du hub, après « pairing code ».", live: "En direct", asOf: "chiffres de", inTouch: "postes en contact",
    inRoom: "Dans la salle", slow: "retarde de {}", fast: "avance de {}", showOthers: "Montrer les postes en ordre", hideOthers: "Masquer les postes en ordre",
    showAll: "Tout montrer", newest: "Les plus récentes seulement", noStations: "Aucun poste appairé pour l’instant.", pairSays: "Appairer un poste de plus :", renew: "Changer le code…", renewTitle: "Changer le code d’appairage ?", renewSays: "L’ancien code n’ouvre plus rien. Les postes déjà appairés et les pages déjà ouvertes continuent.",
    renewNo: "Non, le garder", renewYes: "Oui, le changer", unpair: "Retirer…", unpairTitle: "Retirer le poste « {} » ?",
    unpairSays: "Il ne pourra plus rien demander ni envoyer à ce hub tant qu’il n’aura pas été appairé de nouveau. Ce qu’il a déjà envoyé reste ici ; ce qui attend sur le poste y reste.",
    unpairNo: "Non, le garder", unpairYes: "Oui, le retirer", noEvent: "Pas encore d’événement", noEventSays: "Importez la liste des inscrits (CSV ou XLSX) ; les portes apparaîtront ici.",
    code: "Code d’appairage", enter: "Entrer", wrong: "Ce n’est pas le code de ce serveur.", later: "Trop d’essais. Attendez un peu.",
    importing: "Importation en cours", conflicts: "Doubles entrées", by: "Votre nom", noConflicts: "Aucune double entrée à traiter.",
    gates: "Portes", gate: "Porte", entries: "Entrées", exits: "Sorties", refused: "Refus", stations: "Postes", station: "Poste",
    lastSeen: "Vu", queue: "En attente", clock: "Horloge", printer: "Imprimante", inside: "présents", people: "inscrits",
    open: "doubles entrées", note: "Note (facultative)", close: "Clore", never: "pas encore vu", ready: "prête", none: "aucune",
    right: "juste", parked: "refusés par le serveur", cut: "Serveur injoignable", venue: "Hub", first: "Première", second: "Seconde",
    standby: "Hub de secours", standbySays: "Il suit le hub en service et ne sert aucun poste.", copying: "Première copie en cours : il ne peut pas encore prendre le relais.",
    follows: "Il suit", heard: "Dernière nouvelle", unheard: "Le hub en service ne répond pas.", promote: "Prendre le relais…",
    sureTitle: "Ce hub prend-il le relais ?", sureSays: "Tous les postes passeront à ce hub ; l’autre ne servira plus personne, même s’il revient. Aucune entrée n’est perdue.",
    sureNo: "Non, attendre", sureYes: "Oui, prendre le relais", retired: "Hub remplacé", retiredSays: "Un autre hub a pris le relais. Celui-ci ne sert plus personne.",
    standbys: "Hub de secours", upstream: "Serveur de l’organisateur", linked: "Connecté", unlinked: "Injoignable : les portes continuent sans lui",
    unpaired: "Ce hub n’est plus appairé : appairez-le de nouveau", loading: "Première copie", retry: "Réessayer", parkedTitle: "refusé par l’organisateur"
  },
  ar: {
    codeSays: "يظهر في نافذة الخادم بعد \u2066pairing code\u2069.", live: "مباشر", asOf: "أرقام الساعة", inTouch: "محطات متصلة",
    inRoom: "في القاعة", slow: "متأخرة {}", fast: "متقدمة {}", showOthers: "إظهار المحطات السليمة", hideOthers: "إخفاء المحطات السليمة",
    showAll: "إظهار الكل", newest: "الأحدث فقط", noStations: "لا توجد محطة مقترنة بعد.", pairSays: "لإقران محطة أخرى:", renew: "تغيير الرمز…", renewTitle: "هل يُغيَّر رمز الاقتران؟", renewSays: "لن يفتح الرمز القديم شيئاً. المحطات المقترنة والصفحات المفتوحة تستمر.",
    renewNo: "لا، يبقى", renewYes: "نعم، يُغيَّر", unpair: "إزالة…", unpairTitle: "هل تُزال المحطة «{}»؟",
    unpairSays: "لن تستطيع أن تطلب من هذا الخادم أو ترسل إليه شيئاً حتى تُقرن من جديد. ما أرسلته يبقى هنا، وما ينتظر فيها يبقى فيها.",
    unpairNo: "لا، تبقى", unpairYes: "نعم، تُزال", noEvent: "لا يوجد حدث بعد", noEventSays: "استوردوا قائمة المسجَّلين (CSV أو XLSX)؛ ستظهر الأبواب هنا.",
    code: "رمز الاقتران", enter: "دخول", wrong: "هذا ليس رمز هذا الخادم.", later: "محاولات كثيرة. انتظروا قليلاً.",
    importing: "الاستيراد جارٍ", conflicts: "حالات دخول مزدوج", by: "اسمكم", noConflicts: "لا توجد حالة دخول مزدوج.",
    gates: "الأبواب", gate: "الباب", entries: "دخول", exits: "خروج", refused: "مرفوض", stations: "المحطات", station: "المحطة",
    lastSeen: "آخر ظهور", queue: "في الانتظار", clock: "الساعة", printer: "الطابعة", inside: "في الداخل", people: "مسجَّل",
    open: "دخول مزدوج", note: "ملاحظة (اختيارية)", close: "إغلاق", never: "لم تظهر بعد", ready: "جاهزة", none: "لا توجد",
    right: "مضبوطة", parked: "رفضها الخادم", cut: "تعذّر الوصول إلى الخادم", venue: "الخادم", first: "الأول", second: "الثاني",
    standby: "خادم احتياطي", standbySays: "يتابع الخادم العامل ولا يخدم أي محطة.", copying: "النسخ الأول جارٍ: لا يمكنه تولّي العمل بعد.",
    follows: "يتابع", heard: "آخر اتصال", unheard: "الخادم العامل لا يجيب.", promote: "تولّي العمل…",
    sureTitle: "هل يتولّى هذا الخادم العمل؟", sureSays: "ستنتقل كل المحطات إلى هذا الخادم، ولن يخدم الآخر أحداً حتى إن عاد. لا تضيع أي عملية دخول.",
    sureNo: "لا، ننتظر", sureYes: "نعم، يتولّى العمل", retired: "خادم مستبدَل", retiredSays: "تولّى خادم آخر العمل. هذا الخادم لم يعد يخدم أحداً.",
    standbys: "الخادم الاحتياطي", upstream: "خادم المنظِّم", linked: "متصل", unlinked: "تعذّر الوصول إليه: الأبواب تعمل من دونه",
    unpaired: "لم يعد هذا الخادم مقترناً: يلزم الاقتران من جديد", loading: "النسخ الأول", retry: "إعادة المحاولة", parkedTitle: "رفضه المنظِّم"
  },
  en: {
    codeSays: "It stands in the hub’s window, after “pairing code”.", live: "Live", asOf: "figures of", inTouch: "stations in touch",
    inRoom: "In the room", slow: "{} slow", fast: "{} fast", showOthers: "Show the stations that are well", hideOthers: "Hide the stations that are well",
    showAll: "Show all", newest: "Only the newest", noStations: "No station is paired yet.", pairSays: "To pair one more station:", renew: "Change the code…", renewTitle: "Change the pairing code?", renewSays: "The former code opens nothing any more. Stations that are paired and pages that are open go on.",
    renewNo: "No, keep it", renewYes: "Yes, change it", unpair: "Remove…", unpairTitle: "Remove the station “{}”?",
    unpairSays: "It can ask and send this hub nothing any more until it is paired again. What it has sent stays here; what waits at the station stays there.",
    unpairNo: "No, keep it", unpairYes: "Yes, remove it", noEvent: "No event yet", noEventSays: "Import the list of the registered (CSV or XLSX); the gates will appear here.",
    code: "Pairing code", enter: "Enter", wrong: "This is not the code of this hub.", later: "Too many tries. Wait a little.",
    importing: "Import under way", conflicts: "Double entries", by: "Your name", noConflicts: "No double entry to deal with.",
    gates: "Gates", gate: "Gate", entries: "Entries", exits: "Exits", refused: "Refused", stations: "Stations", station: "Station",
    lastSeen: "Last seen", queue: "Waiting", clock: "Clock", printer: "Printer", inside: "inside", people: "registered",
    open: "double entries", note: "Note (optional)", close: "Close", never: "not seen yet", ready: "ready", none: "none",
    right: "right", parked: "refused by the server", cut: "The hub can’t be reached", venue: "Hub", first: "First", second: "Second",
    standby: "Standby hub", standbySays: "It follows the hub in charge and serves no station.", copying: "The first copy is under way: it can’t take over yet.",
    follows: "It follows", heard: "Last heard", unheard: "The hub in charge does not answer.", promote: "Take over…",
    sureTitle: "Shall this hub take over?", sureSays: "All stations will move to this hub; the other one will serve nobody any more, even if it comes back. No entry is lost.",
    sureNo: "No, wait", sureYes: "Yes, take over", retired: "Replaced hub", retiredSays: "Another hub has taken over. This one serves nobody any more.",
    standbys: "Standby hub", upstream: "Organiser’s server", linked: "Connected", unlinked: "Can’t be reached: the doors go on without it",
    unpaired: "This hub is not paired any more: pair it again", loading: "First copy", retry: "Try again", parkedTitle: "refused by the organiser"
  }
};
const TROUBLES = {
  fr: { "paper-out": "plus de papier", "head-open": "capot ouvert", "ribbon-out": "plus de ruban", cutter: "massicot bloqué", paused: "en pause",
    hot: "trop chaude", jam: "bourrage", "wrong-media": "mauvais papier", fault: "en panne", silent: "ne répond pas" },
  ar: { "paper-out": "نفد الورق", "head-open": "الغطاء مفتوح", "ribbon-out": "نفد الشريط", cutter: "القاطع عالق", paused: "متوقفة مؤقتاً",
    hot: "ساخنة جداً", jam: "الورق عالق", "wrong-media": "ورق غير مناسب", fault: "معطلة", silent: "لا تجيب" },
  en: { "paper-out": "out of paper", "head-open": "head open", "ribbon-out": "out of ribbon", cutter: "cutter stuck", paused: "paused",
    hot: "too hot", jam: "paper jam", "wrong-media": "wrong paper", fault: "faulty", silent: "no answer" }
};
const REFUSALS = {
  fr: { "other-scan": "le serveur a un autre passage sous le même numéro", "not-understood": "le serveur ne peut pas le lire ({})" },
  ar: { "other-scan": "لدى الخادم مرور آخر بالرقم نفسه", "not-understood": "لا يستطيع الخادم قراءته ({})" },
  en: { "other-scan": "the server has another passage under the same number", "not-understood": "the server can’t read it ({})" }
};
const HUB_TROUBLES = {
  fr: { "disk-full": "Le disque du hub est plein : libérez de la place. Les portes décident seules", "not-writable": "Le hub ne peut pas écrire ses données. Les portes décident seules",
    "database-damaged": "Les données du hub sont abîmées : faites prendre le relais au hub de secours", configuration: "Le hub ne peut pas écrire dans sa base de données : voyez sa fenêtre. Les portes décident seules", network: "Le hub n’atteint pas sa base de données. Les portes décident seules",
    bug: "Le programme du hub a un défaut : voyez sa fenêtre" },
  ar: { "disk-full": "قرص الخادم ممتلئ: يلزم إفراغ مساحة. الأبواب تقرر وحدها", "not-writable": "لا يستطيع الخادم كتابة بياناته. الأبواب تقرر وحدها",
    "database-damaged": "بيانات الخادم تالفة: ليتولَّ الخادم الاحتياطي العمل", configuration: "لا يستطيع الخادم الكتابة في قاعدة بياناته: انظروا نافذته. الأبواب تقرر وحدها", network: "لا يصل الخادم إلى قاعدة بياناته. الأبواب تقرر وحدها",
    bug: "في برنامج الخادم خلل: انظروا نافذته" },
  en: { "disk-full": "The hub’s disk is full: free some space. The doors decide alone", "not-writable": "The hub can’t write its data. The doors decide alone",
    "database-damaged": "The hub’s data are damaged: let the standby take over", configuration: "The hub can’t write to its database: look at its window. The doors decide alone", network: "The hub can’t reach its database. The doors decide alone",
    bug: "The hub’s program has a fault: look at its window" }
};
