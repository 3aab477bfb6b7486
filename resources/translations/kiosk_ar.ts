<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Coach</name>
    <message>
        <source>Hold the code in front of the camera</source>
        <translation>ضعوا الرمز أمام الكاميرا</translation>
    </message>
    <message>
        <source>Code read</source>
        <translation>تمت قراءة الرمز</translation>
    </message>
    <message>
        <source>A little closer, please</source>
        <translation>اقتربوا قليلًا من فضلكم</translation>
    </message>
    <message>
        <source>A little farther away, please</source>
        <translation>ابتعدوا قليلًا من فضلكم</translation>
    </message>
    <message>
        <source>Hold it still</source>
        <translation>ثبّتوا الرمز دون حركة</translation>
    </message>
    <message>
        <source>It is too dark here</source>
        <translation>الإضاءة ضعيفة هنا</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>This file can&apos;t be read</source>
        <translation>تعذّرت قراءة هذا الملف</translation>
    </message>
    <message>
        <source>Export it again as CSV or XLSX, then choose it once more.</source>
        <translation>صدّروه من جديد بصيغة CSV أو XLSX ثم اختاروه مرة أخرى.</translation>
    </message>
    <message>
        <source>This entry can&apos;t be used</source>
        <translation>لا يمكن استعمال هذا الإدخال</translation>
    </message>
    <message>
        <source>Check what was typed and try again.</source>
        <translation>تحقّقوا مما كُتب وأعيدوا المحاولة.</translation>
    </message>
    <message>
        <source>The badge layout has a mistake</source>
        <translation>في نموذج الشارة خطأ</translation>
    </message>
    <message>
        <source>Choose another layout; people can be checked in meanwhile.</source>
        <translation>اختاروا نموذجًا آخر؛ ويستمر تسجيل الدخول في هذه الأثناء.</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>لا توجد كاميرا</translation>
    </message>
    <message>
        <source>Check its cable. Typing a name or using a scanner works meanwhile.</source>
        <translation>تحقّقوا من السلك. يمكنكم في هذه الأثناء كتابة اسم أو استعمال قارئ يدوي.</translation>
    </message>
    <message>
        <source>The settings of this station are incomplete</source>
        <translation>إعدادات هذه المحطة غير مكتملة</translation>
    </message>
    <message>
        <source>Open the set-up and go through it again.</source>
        <translation>افتحوا الإعدادات وأعيدوا خطواتها.</translation>
    </message>
    <message>
        <source>The local data is damaged</source>
        <translation>البيانات المحلية تالفة</translation>
    </message>
    <message>
        <source>Keep this computer on and call the organiser; use another station.</source>
        <translation>اتركوا هذا الحاسوب مشغّلًا واتصلوا بالمنظّم واستعملوا محطة أخرى.</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>القرص ممتلئ</translation>
    </message>
    <message>
        <source>Delete files that are not needed, then scan again.</source>
        <translation>احذفوا الملفات غير الضرورية ثم أعيدوا المسح.</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>لا توجد شبكة</translation>
    </message>
    <message>
        <source>Carry on: everything is kept here and sent later.</source>
        <translation>تابعوا العمل: كل شيء محفوظ هنا ويُرسل لاحقًا.</translation>
    </message>
    <message>
        <source>The data folder can&apos;t be written</source>
        <translation>تعذّرت الكتابة في مجلد البيانات</translation>
    </message>
    <message>
        <source>Ask the organiser for the right to write there, then start again.</source>
        <translation>اطلبوا من المنظّم صلاحية الكتابة فيه ثم أعيدوا التشغيل.</translation>
    </message>
    <message>
        <source>Another program uses the same network port</source>
        <translation>يستعمل برنامج آخر منفذ الشبكة نفسه</translation>
    </message>
    <message>
        <source>Close the other program or choose another port.</source>
        <translation>أغلقوا البرنامج الآخر أو اختاروا منفذًا آخر.</translation>
    </message>
    <message>
        <source>The printer does not print</source>
        <translation>الطابعة لا تطبع</translation>
    </message>
    <message>
        <source>Look at paper, cover and cable; nothing is lost meanwhile.</source>
        <translation>تحقّقوا من الورق والغطاء والسلك؛ لا يضيع أي شيء في هذه الأثناء.</translation>
    </message>
    <message>
        <source>The server refused this station</source>
        <translation>رفض الخادم هذه المحطة</translation>
    </message>
    <message>
        <source>Pair the station again. Scans are kept here meanwhile.</source>
        <translation>أعيدوا ربط المحطة. تُحفظ عمليات المسح هنا في هذه الأثناء.</translation>
    </message>
    <message>
        <source>This video can&apos;t be read</source>
        <translation>تعذّرت قراءة هذا الفيديو</translation>
    </message>
    <message>
        <source>Choose another file or a camera.</source>
        <translation>اختاروا ملفًا آخر أو كاميرا.</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>Not admitted</source>
        <translation>غير مسموح بالدخول</translation>
    </message>
    <message>
        <source>Checked out</source>
        <translation>تم تسجيل الخروج</translation>
    </message>
    <message>
        <source>Checked in</source>
        <translation>تم تسجيل الدخول</translation>
    </message>
    <message>
        <source>See the desk</source>
        <translation>راجعوا الاستقبال</translation>
    </message>
    <message>
        <source>Goodbye</source>
        <translation>مع السلامة</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>تفضّلوا</translation>
    </message>
    <message>
        <source>out</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>in</source>
        <translation>دخول</translation>
    </message>
    <message>
        <source>Went out</source>
        <translation>سبق الخروج</translation>
    </message>
    <message>
        <source>Already in</source>
        <translation>سبق الدخول</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1، بواسطة %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>Valid from %1</source>
        <translation>صالحة ابتداءً من %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>صالحة حتى %1</translation>
    </message>
    <message>
        <source>Unknown code</source>
        <translation>رمز غير معروف</translation>
    </message>
    <message>
        <source>Unreadable code</source>
        <translation>رمز غير مقروء</translation>
    </message>
    <message>
        <source>Not paid</source>
        <translation>لم يُدفع بعد</translation>
    </message>
    <message>
        <source>Ticket cancelled</source>
        <translation>تذكرة ملغاة</translation>
    </message>
    <message>
        <source>Ticket blocked</source>
        <translation>تذكرة موقوفة</translation>
    </message>
    <message>
        <source>Badge replaced</source>
        <translation>شارة مستبدلة</translation>
    </message>
    <message>
        <source>Not at this door</source>
        <translation>ليس من هذا الباب</translation>
    </message>
    <message>
        <source>Not at this hour</source>
        <translation>ليس في هذا الوقت</translation>
    </message>
    <message>
        <source>Condition not met</source>
        <translation>شرط غير مستوفى</translation>
    </message>
    <message>
        <source>Room full</source>
        <translation>القاعة ممتلئة</translation>
    </message>
    <message>
        <source>Answers needed</source>
        <translation>إجابات ناقصة</translation>
    </message>
    <message>
        <source>Another event&apos;s ticket</source>
        <translation>تذكرة لحدث آخر</translation>
    </message>
    <message>
        <source>Ask for an identity document. If it is the same person, choose “Admit anyway”.</source>
        <translation>اطلبوا وثيقة هوية. إن كان الشخص نفسه فاختاروا «السماح رغم ذلك».</translation>
    </message>
    <message>
        <source>Search by name, company or order code.</source>
        <translation>ابحثوا بالاسم أو المؤسسة أو رقم الطلب.</translation>
    </message>
    <message>
        <source>Brighten the screen or flatten the paper and try again, or search by name.</source>
        <translation>زيدوا سطوع الشاشة أو ابسطوا الورقة وأعيدوا المحاولة، أو ابحثوا بالاسم.</translation>
    </message>
    <message>
        <source>Show the way to the cash desk, or choose “Admit anyway” if the payment was made.</source>
        <translation>وجّهوا الزائر إلى صندوق الأداء، أو اختاروا «السماح رغم ذلك» إذا تم الدفع.</translation>
    </message>
    <message>
        <source>Ask whether there is another ticket; otherwise show the way to the information desk.</source>
        <translation>اسألوا عن تذكرة أخرى، وإلا فوجّهوا الزائر إلى مكتب الاستعلامات.</translation>
    </message>
    <message>
        <source>Call the person in charge of the entrance.</source>
        <translation>اتصلوا بمسؤول المدخل.</translation>
    </message>
    <message>
        <source>This badge was replaced by a new one. Keep it and ask for an identity document.</source>
        <translation>حلّت شارة جديدة محل هذه الشارة. احتفظوا بها واطلبوا وثيقة هوية.</translation>
    </message>
    <message>
        <source>Show the way to the door for this kind of ticket.</source>
        <translation>دلّوا الزائر على الباب المخصص لهذا النوع من التذاكر.</translation>
    </message>
    <message>
        <source>Say from when to when the ticket is valid.</source>
        <translation>أخبروا الزائر بأوقات صلاحية التذكرة.</translation>
    </message>
    <message>
        <source>Read out the condition; call the person in charge if in doubt.</source>
        <translation>اقرؤوا الشرط على الزائر، واتصلوا بالمسؤول عند الشك.</translation>
    </message>
    <message>
        <source>Ask to wait here: the next free place is given in order.</source>
        <translation>اطلبوا الانتظار هنا: تُعطى الأماكن الشاغرة حسب الدور.</translation>
    </message>
    <message>
        <source>Ask the questions on the card, then check in.</source>
        <translation>اطرحوا الأسئلة الواردة في البطاقة ثم سجّلوا الدخول.</translation>
    </message>
    <message>
        <source>Ask for the ticket of this event, or search by name.</source>
        <translation>اطلبوا تذكرة هذا الحدث، أو ابحثوا بالاسم.</translation>
    </message>
</context>
</TS>
