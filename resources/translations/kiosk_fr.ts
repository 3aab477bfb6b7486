<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Coach</name>
    <message>
        <source>Hold the code in front of the camera</source>
        <translation>Présentez le code devant la caméra</translation>
    </message>
    <message>
        <source>Code read</source>
        <translation>Code lu</translation>
    </message>
    <message>
        <source>A little closer, please</source>
        <translation>Un peu plus près, s’il vous plaît</translation>
    </message>
    <message>
        <source>A little farther away, please</source>
        <translation>Un peu plus loin, s’il vous plaît</translation>
    </message>
    <message>
        <source>Hold it still</source>
        <translation>Ne bougez plus</translation>
    </message>
    <message>
        <source>Make your screen brighter</source>
        <translation>Augmentez la luminosité de votre écran</translation>
    </message>
    <message>
        <source>Tilt it a little: a light is reflected</source>
        <translation>Inclinez-le un peu&#xa0;: une lumière s’y reflète</translation>
    </message>
    <message>
        <source>Show the whole code</source>
        <translation>Montrez le code en entier</translation>
    </message>
    <message>
        <source>It is too dark here</source>
        <translation>Il fait trop sombre ici</translation>
    </message>
    <message>
        <source>The camera is being opened …</source>
        <translation>La caméra s’ouvre…</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n people found</source>
        <translation>
            <numerusform>%n personne trouvée</numerusform>
            <numerusform>%n personnes trouvées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges need attention</source>
        <translation>
            <numerusform>%n badge à vérifier</numerusform>
            <numerusform>%n badges à vérifier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges are waiting since before the printer was there</source>
        <translation>
            <numerusform>%n badge attendait déjà avant l’imprimante</numerusform>
            <numerusform>%n badges attendaient déjà avant l’imprimante</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n en attente</numerusform>
            <numerusform>%n en attente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused by the server</source>
        <translation>
            <numerusform>%n refusé par le serveur</numerusform>
            <numerusform>%n refusés par le serveur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n double entries</source>
        <translation>
            <numerusform>%n double entrée</numerusform>
            <numerusform>%n doubles entrées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open cases</source>
        <translation>
            <numerusform>%n cas à traiter</numerusform>
            <numerusform>%n cas à traiter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labels</source>
        <translation>
            <numerusform>%n étiquette</numerusform>
            <numerusform>%n étiquettes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Check in</source>
        <translation>Enregistrer l’arrivée</translation>
    </message>
    <message>
        <source>Admit anyway</source>
        <translation>Admettre quand même</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Enregistrer la sortie</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>The badge appears here</source>
        <translation>Le badge s’affiche ici</translation>
    </message>
    <message>
        <source>No badge at this door</source>
        <translation>Pas de badge à cette porte</translation>
    </message>
    <message>
        <source>Settle them</source>
        <translation>À régler</translation>
    </message>
    <message>
        <source>Print them</source>
        <translation>Les imprimer</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Pas maintenant</translation>
    </message>
    <message>
        <source>They go to the badges to hand out.</source>
        <translation>Ils vont dans les badges à remettre.</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>Il est sorti</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Réimprimer</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Plus nécessaire</translation>
    </message>
    <message>
        <source>Badges to hand out</source>
        <translation>Badges à remettre</translation>
    </message>
    <message>
        <source>Look at the printer: what came out is handed over, what did not is printed again.</source>
        <translation>Regardez l’imprimante&#xa0;: ce qui est sorti est remis, le reste est réimprimé.</translation>
    </message>
    <message>
        <source>No badge waits for you.</source>
        <translation>Aucun badge ne vous attend.</translation>
    </message>
    <message>
        <source>Badge as it prints</source>
        <translation>Badge tel qu’il s’imprime</translation>
    </message>
    <message>
        <source>Search anyone, or just scan</source>
        <translation>Cherchez une personne, ou scannez simplement</translation>
    </message>
    <message>
        <source>Last scans</source>
        <translation>Derniers passages</translation>
    </message>
    <message>
        <source>Nobody yet at this desk</source>
        <translation>Encore personne à ce guichet</translation>
    </message>
    <message>
        <source>or type another reason</source>
        <translation>ou tapez une autre raison</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Confirmer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>Why admit anyway?</source>
        <translation>Pourquoi admettre quand même&#xa0;?</translation>
    </message>
    <message>
        <source>Why print again?</source>
        <translation>Pourquoi réimprimer&#xa0;?</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>Que s’est-il passé&#xa0;?</translation>
    </message>
    <message>
        <source>Same person, exit not scanned</source>
        <translation>Même personne, sortie non scannée</translation>
    </message>
    <message>
        <source>Lent badge, taken back</source>
        <translation>Badge prêté, repris</translation>
    </message>
    <message>
        <source>Scanned twice by mistake</source>
        <translation>Scanné deux fois par erreur</translation>
    </message>
    <message>
        <source>Identity checked</source>
        <translation>Identité vérifiée</translation>
    </message>
    <message>
        <source>Payment seen</source>
        <translation>Paiement constaté</translation>
    </message>
    <message>
        <source>Organiser&apos;s decision</source>
        <translation>Accord de l’organisateur</translation>
    </message>
    <message>
        <source>Badge lost</source>
        <translation>Badge perdu</translation>
    </message>
    <message>
        <source>Badge damaged</source>
        <translation>Badge abîmé</translation>
    </message>
    <message>
        <source>Mistake on the badge</source>
        <translation>Erreur sur le badge</translation>
    </message>
    <message>
        <source>A name</source>
        <translation>Un nom</translation>
    </message>
    <message>
        <source>finds anybody, in any script, from two letters</source>
        <translation>trouve n’importe qui dès deux lettres, dans toute écriture</translation>
    </message>
    <message>
        <source>opens the person found, then checks in</source>
        <translation>ouvre la personne trouvée, puis enregistre son arrivée</translation>
    </message>
    <message>
        <source>goes back</source>
        <translation>revient en arrière</translation>
    </message>
    <message>
        <source>registers a new guest</source>
        <translation>inscrit un nouvel invité</translation>
    </message>
    <message>
        <source>corrects the person before you</source>
        <translation>corrige la personne devant vous</translation>
    </message>
    <message>
        <source>admits anyway, with a reason</source>
        <translation>admet quand même, avec une raison</translation>
    </message>
    <message>
        <source>prints the badge again</source>
        <translation>réimprime le badge</translation>
    </message>
    <message>
        <source>takes the last passage back</source>
        <translation>annule le dernier passage</translation>
    </message>
    <message>
        <source>Scan a code or type a name</source>
        <translation>Scannez un code ou tapez un nom</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Prêt</translation>
    </message>
    <message>
        <source>Nobody is at the desk.</source>
        <translation>Personne au guichet.</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>Passages</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lieu</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Billet</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>Pas encore enregistré</translation>
    </message>
    <message>
        <source>Press Enter to check in.</source>
        <translation>Appuyez sur Entrée pour enregistrer l’arrivée.</translation>
    </message>
    <message>
        <source>Went out</source>
        <translation>Sortie enregistrée</translation>
    </message>
    <message>
        <source>Not undone</source>
        <translation>Non annulé</translation>
    </message>
    <message>
        <source>The last passage was recorded at another desk.</source>
        <translation>Le dernier passage a été enregistré à un autre guichet.</translation>
    </message>
    <message>
        <source>Try fewer letters, the company or the order code.</source>
        <translation>Essayez moins de lettres, l’organisme ou le numéro de commande.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Aucune personne trouvée</translation>
    </message>
    <message>
        <source>Arrows choose, Enter opens, Esc goes back.</source>
        <translation>Flèches pour choisir, Entrée pour ouvrir, Échap pour revenir.</translation>
    </message>
    <message>
        <source>Double entries and refused uploads</source>
        <translation>Doubles entrées et envois refusés</translation>
    </message>
    <message>
        <source>Find out what happened at the doors, then close each with a note.</source>
        <translation>Voyez ce qui s’est passé aux portes, puis clôturez chaque cas avec une note.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Rien ne vous attend.</translation>
    </message>
    <message>
        <source>First entry</source>
        <translation>Première entrée</translation>
    </message>
    <message>
        <source>Second entry</source>
        <translation>Seconde entrée</translation>
    </message>
    <message>
        <source>Close with a note</source>
        <translation>Clore avec une note</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>Refusé par le serveur</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Keep it here</source>
        <translation>Garder ici</translation>
    </message>
    <message>
        <source>This station can&apos;t read this guest as the server has them. Tell the organiser.</source>
        <translation>Ce poste ne peut pas lire la fiche de cet invité sur le serveur. Prévenez l’organisateur.</translation>
    </message>
    <message>
        <source>This station can&apos;t read the event&apos;s new set-up and keeps the former one.</source>
        <translation>Ce poste ne peut pas lire la nouvelle configuration de l’événement et garde l’ancienne.</translation>
    </message>
    <message>
        <source>This station can&apos;t read this record of the server. Tell the organiser.</source>
        <translation>Ce poste ne peut pas lire cette fiche du serveur. Prévenez l’organisateur.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>the server can&apos;t read it ({})</source>
        <translation>le serveur ne peut pas le lire ({})</translation>
    </message>
    <message>
        <source>the server has another passage under the same number</source>
        <translation>le serveur a un autre passage sous le même numéro</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>In</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>Entrée et sortie</translation>
    </message>
    <message>
        <source>Without a badge: %1</source>
        <translation>Sans badge&#xa0;: %1</translation>
    </message>
    <message>
        <source>One person without a badge fewer</source>
        <translation>Une personne sans badge en moins</translation>
    </message>
    <message>
        <source>One more person without a badge</source>
        <translation>Une personne sans badge en plus</translation>
    </message>
    <message>
        <source>No session here now</source>
        <translation>Pas de session ici en ce moment</translation>
    </message>
    <message>
        <source>Next session: %1</source>
        <translation>Prochaine session&#xa0;: %1</translation>
    </message>
    <message>
        <source>Show your badge</source>
        <translation>Présentez votre badge</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>New guest</source>
        <translation>Nouvel invité</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Correction</translation>
    </message>
    <message>
        <source>Correct anyway</source>
        <translation>Corriger quand même</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Name in Arabic</source>
        <translation>Nom en arabe</translation>
    </message>
    <message>
        <source>Company or city</source>
        <translation>Organisme ou ville</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>Fonction</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Catégorie</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>E-mail (facultatif)</translation>
    </message>
    <message>
        <source>Register and check in</source>
        <translation>Inscrire et faire entrer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Abandonner</translation>
    </message>
    <message>
        <source>The name is missing</source>
        <translation>Il manque le nom</translation>
    </message>
    <message>
        <source>Type the name as it should be on the badge.</source>
        <translation>Tapez le nom tel qu’il doit figurer sur le badge.</translation>
    </message>
    <message>
        <source>A character can&apos;t be printed</source>
        <translation>Un caractère ne s’imprime pas</translation>
    </message>
    <message>
        <source>Clear this field and type it again instead of pasting.</source>
        <translation>Videz ce champ et retapez-le au lieu de coller.</translation>
    </message>
    <message>
        <source>This text is too long</source>
        <translation>Ce texte est trop long</translation>
    </message>
    <message>
        <source>Shorten it so that it fits on a badge.</source>
        <translation>Raccourcissez-le pour qu’il tienne sur un badge.</translation>
    </message>
    <message>
        <source>This e-mail address is not complete</source>
        <translation>Cette adresse e-mail est incomplète</translation>
    </message>
    <message>
        <source>Correct it, or leave the field empty.</source>
        <translation>Corrigez-la, ou laissez le champ vide.</translation>
    </message>
    <message>
        <source>This person is not registered any more</source>
        <translation>Cette personne n’est plus inscrite</translation>
    </message>
    <message>
        <source>The organiser removed the ticket. Register a new guest if that is a mistake.</source>
        <translation>L’organisateur a retiré le billet. Si c’est une erreur, inscrivez un nouvel invité.</translation>
    </message>
    <message>
        <source>somebody else changed the same field meanwhile</source>
        <translation>quelqu’un d’autre a changé le même champ entre-temps</translation>
    </message>
    <message>
        <source>this person is not registered any more</source>
        <translation>cette personne n’est plus inscrite</translation>
    </message>
    <message>
        <source>the ticket code belongs to somebody else</source>
        <translation>ce code de billet appartient à quelqu’un d’autre</translation>
    </message>
    <message>
        <source>The name is enough. Enter registers, checks in and prints the badge.</source>
        <translation>Le nom suffit. Entrée inscrit, fait entrer et imprime le badge.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Change what is wrong, then press Enter.</source>
        <translation>Corrigez ce qui est faux, puis appuyez sur Entrée.</translation>
    </message>
    <message>
        <source>Nobody is called “%1”.</source>
        <translation>Personne ne s’appelle «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>Register as a new guest</source>
        <translation>Inscrire comme nouvel invité</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Waiting for the printer</source>
        <translation>En attente de l’imprimante</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Impression en cours</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Imprimé</translation>
    </message>
    <message>
        <source>Printed? Please look at the printer</source>
        <translation>Imprimé&#xa0;? Vérifiez l’imprimante</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Non imprimé</translation>
    </message>
    <message>
        <source>Not printed in time</source>
        <translation>Pas imprimé à temps</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>Remis</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Plus nécessaire</translation>
    </message>
    <message>
        <source>Printer {}</source>
        <translation>Imprimante {}</translation>
    </message>
    <message>
        <source>Take it at printer {}</source>
        <translation>À retirer à l’imprimante {}</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>état inconnu</translation>
    </message>
    <message>
        <source>Load a new roll.</source>
        <translation>Chargez un nouveau rouleau.</translation>
    </message>
    <message>
        <source>Close it until it clicks.</source>
        <translation>Fermez-le jusqu’au déclic.</translation>
    </message>
    <message>
        <source>Change the ribbon.</source>
        <translation>Changez le ruban.</translation>
    </message>
    <message>
        <source>Switch it off, clear the cutter, switch it on.</source>
        <translation>Éteignez-la, dégagez le massicot, rallumez-la.</translation>
    </message>
    <message>
        <source>Press its pause or feed button, or let its print queue go on.</source>
        <translation>Appuyez sur son bouton pause ou avance, ou relancez sa file d’impression.</translation>
    </message>
    <message>
        <source>Wait a minute with the cover open.</source>
        <translation>Attendez une minute, capot ouvert.</translation>
    </message>
    <message>
        <source>Open it and pull the paper out along its path.</source>
        <translation>Ouvrez-la et retirez le papier dans son sens.</translation>
    </message>
    <message>
        <source>Load the right roll, or let it measure its labels.</source>
        <translation>Chargez le bon rouleau, ou laissez-la mesurer ses étiquettes.</translation>
    </message>
    <message>
        <source>Switch it off and on, and look at its own display.</source>
        <translation>Éteignez-la, rallumez-la et regardez son écran.</translation>
    </message>
    <message>
        <source>Is it switched on, and are its cable and address right?</source>
        <translation>Est-elle allumée, son câble et son adresse sont-ils bons&#xa0;?</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prête</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>imprime</translation>
    </message>
    <message>
        <source>paper almost out</source>
        <translation>bientôt plus de papier</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>plus de papier</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>capot ouvert</translation>
    </message>
    <message>
        <source>no ribbon</source>
        <translation>plus de ruban</translation>
    </message>
    <message>
        <source>cutter stuck</source>
        <translation>coupe-papier bloqué</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>en pause</translation>
    </message>
    <message>
        <source>cooling down</source>
        <translation>refroidit</translation>
    </message>
    <message>
        <source>paper jam</source>
        <translation>bourrage papier</translation>
    </message>
    <message>
        <source>wrong paper</source>
        <translation>mauvais papier</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>en panne</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>ne répond pas</translation>
    </message>
</context>
<context>
    <name>Printers</name>
    <message>
        <source>What is it?</source>
        <translation>Quelle est cette imprimante&#xa0;?</translation>
    </message>
    <message>
        <source>Its own label or manual tells; the test page shows whether it fits.</source>
        <translation>Son étiquette ou son manuel le dit&#xa0;; la page d’essai montre si c’est juste.</translation>
    </message>
    <message>
        <source>Its name here</source>
        <translation>Son nom ici</translation>
    </message>
    <message>
        <source>It speaks</source>
        <translation>Son langage</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>Points par pouce</translation>
    </message>
    <message>
        <source>Paper inside</source>
        <translation>Papier chargé</translation>
    </message>
    <message>
        <source>This takes the place of the station&apos;s printer of that name.</source>
        <translation>Elle remplacera l’imprimante du poste qui porte ce nom.</translation>
    </message>
    <message>
        <source>{}, folded</source>
        <translation>{}, plié</translation>
    </message>
    <message>
        <source>{} roll</source>
        <translation>Rouleau {}</translation>
    </message>
    <message>
        <source>Card {}</source>
        <translation>Carte {}</translation>
    </message>
    <message>
        <source>Butterfly</source>
        <translation>Papillon</translation>
    </message>
    <message>
        <source>Which printer?</source>
        <translation>Quelle imprimante&#xa0;?</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Chercher à nouveau</translation>
    </message>
    <message>
        <source>Or its address</source>
        <translation>Ou son adresse</translation>
    </message>
    <message>
        <source>Printers found</source>
        <translation>Imprimantes trouvées</translation>
    </message>
    <message>
        <source>Looking on the network, at USB and in the print queues ...</source>
        <translation>Recherche sur le réseau, en USB et dans les files d’impression…</translation>
    </message>
    <message>
        <source>Choose with the arrow keys, then go on with Enter.</source>
        <translation>Choisissez avec les flèches, puis continuez avec Entrée.</translation>
    </message>
    <message>
        <source>No printer was found</source>
        <translation>Aucune imprimante trouvée</translation>
    </message>
    <message>
        <source>Is it switched on, with paper inside and the cover closed?</source>
        <translation>Est-elle allumée, avec du papier et le capot fermé&#xa0;?</translation>
    </message>
    <message>
        <source>Is its cable plugged in, or is it on the same network as this computer?</source>
        <translation>Son câble est-il branché, ou est-elle sur le même réseau que cet ordinateur&#xa0;?</translation>
    </message>
    <message>
        <source>Print its own network page (hold the feed button) and type the address below.</source>
        <translation>Imprimez sa page réseau (bouton avance maintenu) et tapez l’adresse ci-dessous.</translation>
    </message>
    <message>
        <source>A guest network often hides printers: use a cable or another network.</source>
        <translation>Un réseau invité cache souvent les imprimantes&#xa0;: prenez un câble ou un autre réseau.</translation>
    </message>
    <message>
        <source>The paper</source>
        <translation>Le papier</translation>
    </message>
    <message>
        <source>Say what is inside, send it, let the printer measure, then print the test page again.</source>
        <translation>Indiquez le papier, envoyez, laissez l’imprimante mesurer, puis réimprimez la page d’essai.</translation>
    </message>
    <message>
        <source>Such a printer measures its roll itself or is set by its driver. Load the right roll and close the cover; if the size is wrong, go back and choose another paper.</source>
        <translation>Une telle imprimante mesure elle-même son rouleau, ou son pilote la règle. Chargez le bon rouleau et fermez le capot&#xa0;; si la taille est fausse, revenez et choisissez un autre papier.</translation>
    </message>
    <message>
        <source>Send this to the printer</source>
        <translation>Envoyer à l’imprimante</translation>
    </message>
    <message>
        <source>Let it measure its labels</source>
        <translation>La laisser mesurer ses étiquettes</translation>
    </message>
    <message>
        <source>Sending ...</source>
        <translation>Envoi…</translation>
    </message>
    <message>
        <source>Sent. The printer may feed a few labels.</source>
        <translation>Envoyé. L’imprimante peut faire avancer quelques étiquettes.</translation>
    </message>
    <message>
        <source>How a label ends</source>
        <translation>Fin d’une étiquette</translation>
    </message>
    <message>
        <source>How dark</source>
        <translation>Noirceur</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>Encre</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Foncé</translation>
    </message>
    <message>
        <source>None: thermal paper</source>
        <translation>Aucune&#xa0;: papier thermique</translation>
    </message>
    <message>
        <source>Ribbon</source>
        <translation>Ruban</translation>
    </message>
    <message>
        <source>{} is kept</source>
        <translation>{}&#xa0;: c’est noté</translation>
    </message>
    <message>
        <source>This station prints there from now on; it need not be started again.</source>
        <translation>Ce poste y imprime dès maintenant, sans redémarrage.</translation>
    </message>
    <message>
        <source>Badges that wait come out there. The front desk is asked first about those that have waited since before this station had a printer.</source>
        <translation>Les badges en attente y sortent. L’accueil est d’abord consulté pour ceux qui attendaient déjà quand ce poste n’avait pas d’imprimante.</translation>
    </message>
    <message>
        <source>Add another printer</source>
        <translation>Ajouter une autre imprimante</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>Imprimez une page d’essai</translation>
    </message>
    <message>
        <source>A page with a frame, letters of both scripts, a code and a fine grid.</source>
        <translation>Une page avec un cadre, les deux écritures, un code et une trame fine.</translation>
    </message>
    <message>
        <source>Print it again</source>
        <translation>L’imprimer encore</translation>
    </message>
    <message>
        <source>Print the test page</source>
        <translation>Imprimer la page d’essai</translation>
    </message>
    <message>
        <source>Waiting for the printer&apos;s word ...</source>
        <translation>En attente de la réponse de l’imprimante…</translation>
    </message>
    <message>
        <source>What came out?</source>
        <translation>Qu’est-il sorti&#xa0;?</translation>
    </message>
    <message>
        <source>The frame is whole on all four sides.</source>
        <translation>Le cadre est entier sur les quatre côtés.</translation>
    </message>
    <message>
        <source>Letters and code are black and sharp.</source>
        <translation>Les lettres et le code sont noirs et nets.</translation>
    </message>
    <message>
        <source>The grid has no white stripes: each would be a dead spot of the head.</source>
        <translation>La trame n’a pas de raie blanche&#xa0;: chacune serait un point mort de la tête.</translation>
    </message>
    <message>
        <source>All of it, sharp: keep this printer</source>
        <translation>Tout, bien net&#xa0;: garder cette imprimante</translation>
    </message>
    <message>
        <source>Nothing, pale, cut off or on several labels</source>
        <translation>Rien, pâle, coupé ou sur plusieurs étiquettes</translation>
    </message>
    <message>
        <source>Letters and signs without sense</source>
        <translation>Des lettres et des signes sans aucun sens</translation>
    </message>
    <message>
        <source>Set up a printer</source>
        <translation>Installer une imprimante</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Add a printer</source>
        <translation>Ajouter une imprimante</translation>
    </message>
    <message>
        <source>To the test page</source>
        <translation>Vers la page d’essai</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>{}, black and red roll</source>
        <translation>{}, rouleau noir et rouge</translation>
    </message>
    <message>
        <source>{} (the computer&apos;s driver)</source>
        <translation>{} (pilote de l’ordinateur)</translation>
    </message>
    <message>
        <source>Labels with gaps</source>
        <translation>Étiquettes séparées</translation>
    </message>
    <message>
        <source>Black marks behind</source>
        <translation>Marques noires au dos</translation>
    </message>
    <message>
        <source>Endless roll</source>
        <translation>Rouleau continu</translation>
    </message>
    <message>
        <source>on the network</source>
        <translation>sur le réseau</translation>
    </message>
    <message>
        <source>at this computer&apos;s USB</source>
        <translation>sur l’USB de cet ordinateur</translation>
    </message>
    <message>
        <source>in this computer&apos;s print queue</source>
        <translation>dans la file d’impression de cet ordinateur</translation>
    </message>
    <message>
        <source>The printer says that the page is out</source>
        <translation>L’imprimante dit que la page est sortie</translation>
    </message>
    <message>
        <source>Compare it with the points below.</source>
        <translation>Comparez-la aux points ci-dessous.</translation>
    </message>
    <message>
        <source>The page was sent</source>
        <translation>La page est envoyée</translation>
    </message>
    <message>
        <source>This printer can&apos;t say whether it came out. Please look.</source>
        <translation>Cette imprimante ne sait pas dire si elle est sortie. Regardez.</translation>
    </message>
    <message>
        <source>This station&apos;s printers</source>
        <translation>Les imprimantes de ce poste</translation>
    </message>
    <message>
        <source>Say when a new roll is in: its labels are counted, and the last twenty are told.</source>
        <translation>Signalez chaque nouveau rouleau&#xa0;: ses étiquettes sont comptées et les vingt dernières annoncées.</translation>
    </message>
    <message>
        <source>On its roll: {}</source>
        <translation>Sur son rouleau&#xa0;: {}</translation>
    </message>
    <message>
        <source>Its labels are not counted yet.</source>
        <translation>Ses étiquettes ne sont pas encore comptées.</translation>
    </message>
    <message>
        <source>Labels on the new roll</source>
        <translation>Étiquettes sur le nouveau rouleau</translation>
    </message>
    <message>
        <source>A new roll is in</source>
        <translation>Nouveau rouleau en place</translation>
    </message>
    <message>
        <source>Take it out for good?</source>
        <translation>La retirer vraiment&#xa0;?</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>This file can&apos;t be read</source>
        <translation>Ce fichier est illisible</translation>
    </message>
    <message>
        <source>Export it again as CSV or XLSX, then choose it once more.</source>
        <translation>Exportez-le de nouveau en CSV ou XLSX, puis choisissez-le encore une fois.</translation>
    </message>
    <message>
        <source>This entry can&apos;t be used</source>
        <translation>Cette saisie n’est pas utilisable</translation>
    </message>
    <message>
        <source>Check what was typed and try again.</source>
        <translation>Vérifiez la saisie et réessayez.</translation>
    </message>
    <message>
        <source>The badge layout has a mistake</source>
        <translation>Le modèle de badge contient une erreur</translation>
    </message>
    <message>
        <source>Choose another layout; people can be checked in meanwhile.</source>
        <translation>Choisissez un autre modèle&#xa0;; les entrées continuent entre-temps.</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Pas de caméra</translation>
    </message>
    <message>
        <source>Check its cable. Typing a name or using a scanner works meanwhile.</source>
        <translation>Vérifiez son câble. En attendant, tapez un nom ou utilisez une douchette.</translation>
    </message>
    <message>
        <source>The settings of this station are incomplete</source>
        <translation>Les réglages de ce poste sont incomplets</translation>
    </message>
    <message>
        <source>Open the set-up and go through it again.</source>
        <translation>Ouvrez la configuration et reprenez-la.</translation>
    </message>
    <message>
        <source>The local data is damaged</source>
        <translation>Les données locales sont endommagées</translation>
    </message>
    <message>
        <source>Keep this computer on and call the organiser; use another station.</source>
        <translation>Laissez cet ordinateur allumé, appelez l’organisateur et passez à un autre poste.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Le disque est plein</translation>
    </message>
    <message>
        <source>Delete files that are not needed, then scan again.</source>
        <translation>Supprimez des fichiers inutiles, puis scannez de nouveau.</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Pas de réseau</translation>
    </message>
    <message>
        <source>Carry on: everything is kept here and sent later.</source>
        <translation>Continuez&#xa0;: tout est conservé ici et envoyé plus tard.</translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written</source>
        <translation>Impossible d’écrire dans le dossier de données</translation>
    </message>
    <message>
        <source>Ask the organiser for the right to write there, then start again.</source>
        <translation>Demandez à l’organisateur le droit d’y écrire, puis redémarrez.</translation>
    </message>
    <message>
        <source>Another program uses the same network port</source>
        <translation>Un autre programme utilise le même port réseau</translation>
    </message>
    <message>
        <source>Close the other program or choose another port.</source>
        <translation>Fermez l’autre programme ou choisissez un autre port.</translation>
    </message>
    <message>
        <source>The printer does not print</source>
        <translation>L’imprimante n’imprime pas</translation>
    </message>
    <message>
        <source>Look at paper, cover and cable; nothing is lost meanwhile.</source>
        <translation>Vérifiez le papier, le capot et le câble&#xa0;; rien n’est perdu entre-temps.</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>Pas de douchette</translation>
    </message>
    <message>
        <source>Check its cable. The camera or typing a name works meanwhile.</source>
        <translation>Vérifiez son câble. La caméra ou la saisie d’un nom fonctionne entre-temps.</translation>
    </message>
    <message>
        <source>The server refused this station</source>
        <translation>Le serveur a refusé ce poste</translation>
    </message>
    <message>
        <source>Pair the station again. Scans are kept here meanwhile.</source>
        <translation>Associez de nouveau ce poste. Les scans sont conservés ici entre-temps.</translation>
    </message>
    <message>
        <source>This video can&apos;t be read</source>
        <translation>Cette vidéo est illisible</translation>
    </message>
    <message>
        <source>Choose another file or a camera.</source>
        <translation>Choisissez un autre fichier ou une caméra.</translation>
    </message>
</context>
<context>
    <name>Proof</name>
    <message>
        <source>does not fit</source>
        <translation>ne tient pas</translation>
    </message>
    <message>
        <source>set very small</source>
        <translation>composé très petit</translation>
    </message>
    <message>
        <source>a letter is missing in the fonts</source>
        <translation>une lettre manque aux polices</translation>
    </message>
    <message>
        <source>the code can’t be read</source>
        <translation>le code est illisible</translation>
    </message>
    <message>
        <source>no category</source>
        <translation>sans catégorie</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>sans nom</translation>
    </message>
    <message>
        <source>Arrows: another person. Save the file: it is drawn again at once.</source>
        <translation>Flèches&#xa0;: une autre personne. Enregistrez le fichier&#xa0;: il est redessiné aussitôt.</translation>
    </message>
    <message>
        <source>Nothing to complain of</source>
        <translation>Rien à redire</translation>
    </message>
    <message>
        <source>The layout can’t be used</source>
        <translation>Ce modèle est inutilisable</translation>
    </message>
</context>
<context>
    <name>ScannerTest</name>
    <message>
        <source>This scanner works</source>
        <translation>Cette douchette fonctionne</translation>
    </message>
    <message>
        <source>Nothing needs to be set.</source>
        <translation>Rien à régler.</translation>
    </message>
    <message>
        <source>Set the scanner to add Enter</source>
        <translation>Réglez la douchette pour ajouter Entrée</translation>
    </message>
    <message>
        <source>It works, but each code waits for a pause. Scan “suffix CR” in its manual.</source>
        <translation>Elle fonctionne, mais chaque code attend une pause. Scannez «&#xa0;suffixe CR&#xa0;» dans son manuel.</translation>
    </message>
    <message>
        <source>This desk&apos;s keyboard is not American, so each code has two readings. The station takes the one that is a ticket; other programs see the second.</source>
        <translation>Le clavier de ce poste n’est pas américain&#xa0;: chaque code a donc deux lectures. Le poste retient celle qui est un billet&#x202f;; les autres logiciels voient la seconde.</translation>
    </message>
    <message>
        <source>This looks typed by hand</source>
        <translation>Cela semble tapé à la main</translation>
    </message>
    <message>
        <source>Scan a code. If you did, remove the scanner&apos;s delay between characters.</source>
        <translation>Scannez un code. Si c’est fait, retirez le délai entre les caractères de la douchette.</translation>
    </message>
    <message>
        <source>Test your scanner</source>
        <translation>Testez votre douchette</translation>
    </message>
    <message>
        <source>Scan as many codes as you like. Nothing is looked up or kept here.</source>
        <translation>Scannez autant de codes que vous voulez. Rien n’est recherché ni conservé ici.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>Arrivé par</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>Rythme</translation>
    </message>
    <message>
        <source>This desk&apos;s layout</source>
        <translation>Disposition de ce poste</translation>
    </message>
    <message>
        <source>Ended with</source>
        <translation>Terminé par</translation>
    </message>
    <message>
        <source>Press its trigger on any code.</source>
        <translation>Visez n’importe quel code et pressez la gâchette.</translation>
    </message>
    <message>
        <source>Serial line {}</source>
        <translation>Ligne série {}</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
    <message>
        <source>{} ms between two characters</source>
        <translation>{} ms entre deux caractères</translation>
    </message>
    <message>
        <source>Enter or Tab</source>
        <translation>Entrée ou Tab</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
</context>
<context>
    <name>SelfService</name>
    <message>
        <source>Hold it in front of the camera, above the screen.</source>
        <translation>Tenez-le devant la caméra, au-dessus de l’écran.</translation>
    </message>
    <message>
        <source>Hold it in front of the camera, below the screen.</source>
        <translation>Tenez-le devant la caméra, sous l’écran.</translation>
    </message>
    <message>
        <source>Show the QR code of your ticket</source>
        <translation>Présentez le code QR de votre billet</translation>
    </message>
    <message>
        <source>Yes, that is me</source>
        <translation>Oui, c’est moi</translation>
    </message>
    <message>
        <source>No, that is not me</source>
        <translation>Non, ce n’est pas moi</translation>
    </message>
    <message>
        <source>Your badge as it will be printed</source>
        <translation>Votre badge tel qu’il sera imprimé</translation>
    </message>
    <message>
        <source>Is this your badge? It is printed exactly like this.</source>
        <translation>Est-ce bien votre badge&#xa0;? Il sera imprimé exactement ainsi.</translation>
    </message>
    <message>
        <source>Is that you?</source>
        <translation>Est-ce bien vous&#xa0;?</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>Bonjour</translation>
    </message>
    <message>
        <source>Hello %1</source>
        <translation>Bonjour %1</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>Appeler l’équipe</translation>
    </message>
    <message>
        <source>Our team expects you there. Give them this number: %1</source>
        <translation>Notre équipe vous y attend. Donnez-lui ce numéro&#xa0;: %1</translation>
    </message>
    <message>
        <source>Please see the desk</source>
        <translation>Adressez-vous à l’accueil</translation>
    </message>
    <message>
        <source>Scan another code</source>
        <translation>Scanner un autre code</translation>
    </message>
    <message>
        <source>Please stay here a moment. Your number: %1</source>
        <translation>Restez ici un instant. Votre numéro&#xa0;: %1</translation>
    </message>
    <message>
        <source>Somebody is coming</source>
        <translation>Quelqu’un arrive</translation>
    </message>
    <message>
        <source>I no longer need help</source>
        <translation>Je n’ai plus besoin d’aide</translation>
    </message>
    <message>
        <source>Welcome!</source>
        <translation>Bienvenue&#xa0;!</translation>
    </message>
    <message>
        <source>You are checked in. Please go in.</source>
        <translation>Votre entrée est enregistrée. Vous pouvez entrer.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>Êtes-vous toujours là&#xa0;?</translation>
    </message>
    <message>
        <source>Otherwise what is on the screen will be cleared for the next person.</source>
        <translation>Sinon, l’écran sera effacé pour la personne suivante.</translation>
    </message>
    <message>
        <source>Yes, I need more time</source>
        <translation>Oui, il me faut plus de temps</translation>
    </message>
    <message>
        <source>This kiosk is taking a break</source>
        <translation>Cette borne fait une pause</translation>
    </message>
    <message>
        <source>Please use the next kiosk or see the desk.</source>
        <translation>Utilisez la borne voisine ou adressez-vous à l’accueil.</translation>
    </message>
    <message>
        <source>I have my badge</source>
        <translation>J’ai mon badge</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>Prenez votre badge</translation>
    </message>
    <message>
        <source>Have a good day!</source>
        <translation>Bonne journée&#xa0;!</translation>
    </message>
    <message>
        <source>Printing your badge</source>
        <translation>Votre badge s’imprime</translation>
    </message>
    <message>
        <source>The printer is busy. Your turn comes in a moment, please stay here.</source>
        <translation>L’imprimante est occupée. C’est bientôt votre tour, restez ici.</translation>
    </message>
    <message>
        <source>It comes out of the slot in a few seconds.</source>
        <translation>Il sort de l’imprimante dans quelques secondes.</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>Un instant, s’il vous plaît.</translation>
    </message>
    <message>
        <source>On now</source>
        <translation>En ce moment</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Ensuite</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>jusqu’à %1</translation>
    </message>
</context>
<context>
    <name>StaffExit</name>
    <message>
        <source>Too many tries. Try again in %1 s.</source>
        <translation>Trop d’essais. Réessayez dans %1 s.</translation>
    </message>
    <message>
        <source>This PIN is not right.</source>
        <translation>Ce code PIN n’est pas le bon.</translation>
    </message>
    <message>
        <source>Staff: enter the PIN</source>
        <translation>Équipe&#xa0;: saisissez le code PIN</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>Effacer le dernier chiffre</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>Retour à la borne</translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>camera ok</source>
        <translation>caméra prête</translation>
    </message>
    <message>
        <source>no camera</source>
        <translation>pas de caméra</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>connecté</translation>
    </message>
    <message>
        <source>no network, all is kept here</source>
        <translation>sans réseau, tout est conservé ici</translation>
    </message>
    <message>
        <source>stand-alone</source>
        <translation>poste autonome</translation>
    </message>
    <message>
        <source>looking for the server</source>
        <translation>recherche du serveur</translation>
    </message>
    <message>
        <source>the Wi-Fi wants a log-in</source>
        <translation>le Wi-Fi demande une connexion</translation>
    </message>
    <message>
        <source>the server is in trouble</source>
        <translation>le serveur est en difficulté</translation>
    </message>
    <message>
        <source>no hub is in charge</source>
        <translation>aucun serveur principal en service</translation>
    </message>
    <message>
        <source>pair this station again</source>
        <translation>appairez ce poste à nouveau</translation>
    </message>
    <message>
        <source>the server has another version</source>
        <translation>le serveur a une autre version</translation>
    </message>
    <message>
        <source>check this station&apos;s disk</source>
        <translation>vérifiez le disque de ce poste</translation>
    </message>
    <message>
        <source>wrong, it is {right}</source>
        <translation>fausse, il est {right}</translation>
    </message>
    <message>
        <source>last heard {time}</source>
        <translation>dernier contact {time}</translation>
    </message>
    <message>
        <source>Set up a printer</source>
        <translation>Installer une imprimante</translation>
    </message>
    <message>
        <source>no printer</source>
        <translation>pas d’imprimante</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Not admitted</source>
        <translation>Entrée refusée</translation>
    </message>
    <message>
        <source>Checked out</source>
        <translation>Sortie enregistrée</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>Entrée enregistrée</translation>
    </message>
    <message>
        <source>See the desk</source>
        <translation>Voir l’accueil</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>Au revoir</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>Entrez</translation>
    </message>
    <message>
        <source>out</source>
        <translation>sortie</translation>
    </message>
    <message>
        <source>in</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>Déjà à l’intérieur</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1, par %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Valid from %1</source>
        <translation>Valable à partir de %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valable jusqu’à %1</translation>
    </message>
    <message>
        <source>Unknown code</source>
        <translation>Code inconnu</translation>
    </message>
    <message>
        <source>Unreadable code</source>
        <translation>Code illisible</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>Non payé</translation>
    </message>
    <message>
        <source>Ticket cancelled</source>
        <translation>Billet annulé</translation>
    </message>
    <message>
        <source>Ticket blocked</source>
        <translation>Billet bloqué</translation>
    </message>
    <message>
        <source>Badge replaced</source>
        <translation>Badge remplacé</translation>
    </message>
    <message>
        <source>Not at this door</source>
        <translation>Pas à cette porte</translation>
    </message>
    <message>
        <source>Not at this hour</source>
        <translation>Pas à cette heure</translation>
    </message>
    <message>
        <source>Condition not met</source>
        <translation>Condition non remplie</translation>
    </message>
    <message>
        <source>Room full</source>
        <translation>Salle complète</translation>
    </message>
    <message>
        <source>Answers needed</source>
        <translation>Réponses à compléter</translation>
    </message>
    <message>
        <source>Another event&apos;s ticket</source>
        <translation>Autre événement</translation>
    </message>
    <message>
        <source>Can&apos;t be checked now</source>
        <translation>Contrôle impossible</translation>
    </message>
    <message>
        <source>Another door for now</source>
        <translation>Une autre porte pour l’instant</translation>
    </message>
    <message>
        <source>Ask for an identity document. If it is the same person, choose “Admit anyway”.</source>
        <translation>Demandez une pièce d’identité. Si c’est bien la même personne, choisissez «&#xa0;Admettre quand même&#xa0;».</translation>
    </message>
    <message>
        <source>Search by name, company or order code.</source>
        <translation>Cherchez par nom, organisme ou numéro de commande.</translation>
    </message>
    <message>
        <source>Brighten the screen or flatten the paper and try again, or search by name.</source>
        <translation>Augmentez la luminosité de l’écran ou lissez le papier et réessayez, ou cherchez par nom.</translation>
    </message>
    <message>
        <source>Show the way to the cash desk, or choose “Admit anyway” if the payment was made.</source>
        <translation>Orientez vers la caisse, ou choisissez «&#xa0;Admettre quand même&#xa0;» si le paiement est fait.</translation>
    </message>
    <message>
        <source>Ask whether there is another ticket; otherwise show the way to the information desk.</source>
        <translation>Demandez s’il existe un autre billet&#xa0;; sinon, orientez vers le bureau d’information.</translation>
    </message>
    <message>
        <source>Call the person in charge of the entrance.</source>
        <translation>Appelez le responsable de l’entrée.</translation>
    </message>
    <message>
        <source>This badge was replaced by a new one. Keep it and ask for an identity document.</source>
        <translation>Ce badge a été remplacé par un nouveau. Gardez-le et demandez une pièce d’identité.</translation>
    </message>
    <message>
        <source>Show the way to the door for this kind of ticket.</source>
        <translation>Indiquez la porte prévue pour ce type de billet.</translation>
    </message>
    <message>
        <source>Say from when to when the ticket is valid.</source>
        <translation>Indiquez les heures de validité du billet.</translation>
    </message>
    <message>
        <source>Read out the condition; call the person in charge if in doubt.</source>
        <translation>Lisez la condition au visiteur&#xa0;; en cas de doute, appelez le responsable.</translation>
    </message>
    <message>
        <source>Ask to wait here: the next free place is given in order.</source>
        <translation>Faites patienter ici&#xa0;: les places libérées sont données dans l’ordre d’arrivée.</translation>
    </message>
    <message>
        <source>Ask the questions on the card, then check in.</source>
        <translation>Posez les questions de la fiche, puis enregistrez l’entrée.</translation>
    </message>
    <message>
        <source>Ask for the ticket of this event, or search by name.</source>
        <translation>Demandez le billet de cet événement, ou cherchez par nom.</translation>
    </message>
    <message>
        <source>The server is away. Ask to wait, or choose “Admit anyway” for a guest you know.</source>
        <translation>Le serveur est absent. Faites patienter, ou choisissez «&#xa0;Admettre quand même&#xa0;» pour un invité connu.</translation>
    </message>
    <message>
        <source>The server is away: this ticket goes in by the area&apos;s other door until it is back.</source>
        <translation>Le serveur est absent&#xa0;: ce billet passe par l’autre porte jusqu’à son retour.</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Valable</translation>
    </message>
</context>
</TS>
