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
        <source>Make your screen brighter</source>
        <translation>زيدوا سطوع شاشتكم</translation>
    </message>
    <message>
        <source>Tilt it a little: a light is reflected</source>
        <translation>أميلوه قليلاً: هناك ضوء منعكس</translation>
    </message>
    <message>
        <source>Show the whole code</source>
        <translation>أظهروا الرمز كاملاً</translation>
    </message>
    <message>
        <source>It is too dark here</source>
        <translation>الإضاءة ضعيفة هنا</translation>
    </message>
    <message>
        <source>The camera is being opened …</source>
        <translation>جارٍ فتح الكاميرا…</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n people found</source>
        <translation>
            <numerusform>لم يُعثر على أحد</numerusform>
            <numerusform>عُثر على شخص واحد</numerusform>
            <numerusform>عُثر على شخصين</numerusform>
            <numerusform>عُثر على %n أشخاص</numerusform>
            <numerusform>عُثر على %n شخصًا</numerusform>
            <numerusform>عُثر على %n شخص</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges need attention</source>
        <translation>
            <numerusform>لا شارات تحتاج إلى مراجعة</numerusform>
            <numerusform>شارة واحدة تحتاج إلى مراجعة</numerusform>
            <numerusform>شارتان تحتاجان إلى مراجعة</numerusform>
            <numerusform>%n شارات تحتاج إلى مراجعة</numerusform>
            <numerusform>%n شارة تحتاج إلى مراجعة</numerusform>
            <numerusform>%n شارة تحتاج إلى مراجعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges are waiting since before the printer was there</source>
        <translation>
            <numerusform>لا شارات تنتظر من قبل وصول الطابعة</numerusform>
            <numerusform>شارة واحدة تنتظر من قبل وصول الطابعة</numerusform>
            <numerusform>شارتان تنتظران من قبل وصول الطابعة</numerusform>
            <numerusform>%n شارات تنتظر من قبل وصول الطابعة</numerusform>
            <numerusform>%n شارة تنتظر من قبل وصول الطابعة</numerusform>
            <numerusform>%n شارة تنتظر من قبل وصول الطابعة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>لا شيء ينتظر</numerusform>
            <numerusform>واحدة تنتظر</numerusform>
            <numerusform>اثنتان تنتظران</numerusform>
            <numerusform>%n تنتظر</numerusform>
            <numerusform>%n تنتظر</numerusform>
            <numerusform>%n تنتظر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused by the server</source>
        <translation>
            <numerusform>لا شيء مرفوض من الخادم</numerusform>
            <numerusform>واحدة رفضها الخادم</numerusform>
            <numerusform>اثنتان رفضهما الخادم</numerusform>
            <numerusform>%n رفضها الخادم</numerusform>
            <numerusform>%n رفضها الخادم</numerusform>
            <numerusform>%n رفضها الخادم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n double entries</source>
        <translation>
            <numerusform>لا دخول مزدوج</numerusform>
            <numerusform>حالة دخول مزدوج واحدة</numerusform>
            <numerusform>حالتا دخول مزدوج</numerusform>
            <numerusform>%n حالات دخول مزدوج</numerusform>
            <numerusform>%n حالة دخول مزدوج</numerusform>
            <numerusform>%n حالة دخول مزدوج</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open cases</source>
        <translation>
            <numerusform>لا حالات مفتوحة</numerusform>
            <numerusform>حالة مفتوحة واحدة</numerusform>
            <numerusform>حالتان مفتوحتان</numerusform>
            <numerusform>%n حالات مفتوحة</numerusform>
            <numerusform>%n حالة مفتوحة</numerusform>
            <numerusform>%n حالة مفتوحة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labels</source>
        <translation>
            <numerusform>لا ملصقات</numerusform>
            <numerusform>ملصق واحد</numerusform>
            <numerusform>ملصقان</numerusform>
            <numerusform>%n ملصقات</numerusform>
            <numerusform>%n ملصقًا</numerusform>
            <numerusform>%n ملصق</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Check in</source>
        <translation>تسجيل الدخول</translation>
    </message>
    <message>
        <source>Admit anyway</source>
        <translation>السماح رغم ذلك</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>تسجيل الخروج</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>تصحيح</translation>
    </message>
    <message>
        <source>The badge appears here</source>
        <translation>تظهر الشارة هنا</translation>
    </message>
    <message>
        <source>No badge at this door</source>
        <translation>لا شارة عند هذا الباب</translation>
    </message>
    <message>
        <source>Settle them</source>
        <translation>مراجعتها</translation>
    </message>
    <message>
        <source>Print them</source>
        <translation>طباعتها</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>ليس الآن</translation>
    </message>
    <message>
        <source>They go to the badges to hand out.</source>
        <translation>تنتقل إلى الشارات بانتظار التسليم.</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>خرجت من الطابعة</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>إعادة الطباعة</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>لم تعد مطلوبة</translation>
    </message>
    <message>
        <source>Badges to hand out</source>
        <translation>شارات بانتظار التسليم</translation>
    </message>
    <message>
        <source>Look at the printer: what came out is handed over, what did not is printed again.</source>
        <translation>انظروا إلى الطابعة: ما خرج يُسلَّم، وما لم يخرج تُعاد طباعته.</translation>
    </message>
    <message>
        <source>No badge waits for you.</source>
        <translation>لا توجد شارات بانتظارك.</translation>
    </message>
    <message>
        <source>Badge as it prints</source>
        <translation>الشارة كما تُطبع</translation>
    </message>
    <message>
        <source>Search anyone, or just scan</source>
        <translation>ابحثوا عن شخص أو امسحوا الرمز مباشرة</translation>
    </message>
    <message>
        <source>Last scans</source>
        <translation>آخر عمليات المسح</translation>
    </message>
    <message>
        <source>Nobody yet at this desk</source>
        <translation>لا أحد بعد عند هذا المكتب</translation>
    </message>
    <message>
        <source>or type another reason</source>
        <translation>أو اكتبوا سببًا آخر</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تأكيد</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Why admit anyway?</source>
        <translation>لماذا السماح رغم ذلك؟</translation>
    </message>
    <message>
        <source>Why print again?</source>
        <translation>لماذا إعادة الطباعة؟</translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation>ماذا حدث؟</translation>
    </message>
    <message>
        <source>Same person, exit not scanned</source>
        <translation>الشخص نفسه، لم يُمسح خروجه</translation>
    </message>
    <message>
        <source>Lent badge, taken back</source>
        <translation>شارة مُعارة، استُرجعت</translation>
    </message>
    <message>
        <source>Scanned twice by mistake</source>
        <translation>مُسح مرتين بالخطأ</translation>
    </message>
    <message>
        <source>Identity checked</source>
        <translation>تم التحقق من الهوية</translation>
    </message>
    <message>
        <source>Payment seen</source>
        <translation>تمت معاينة الدفع</translation>
    </message>
    <message>
        <source>Organiser&apos;s decision</source>
        <translation>قرار المنظّم</translation>
    </message>
    <message>
        <source>Badge lost</source>
        <translation>ضاعت الشارة</translation>
    </message>
    <message>
        <source>Badge damaged</source>
        <translation>تلفت الشارة</translation>
    </message>
    <message>
        <source>Mistake on the badge</source>
        <translation>خطأ في الشارة</translation>
    </message>
    <message>
        <source>A name</source>
        <translation>اسم</translation>
    </message>
    <message>
        <source>finds anybody, in any script, from two letters</source>
        <translation>يعثر على أي شخص بحرفين، بأي كتابة</translation>
    </message>
    <message>
        <source>opens the person found, then checks in</source>
        <translation>يفتح بطاقة الشخص ثم يسجّل دخوله</translation>
    </message>
    <message>
        <source>goes back</source>
        <translation>يعود إلى الوراء</translation>
    </message>
    <message>
        <source>registers a new guest</source>
        <translation>يسجّل ضيفًا جديدًا</translation>
    </message>
    <message>
        <source>corrects the person before you</source>
        <translation>يصحّح بيانات الشخص أمامكم</translation>
    </message>
    <message>
        <source>admits anyway, with a reason</source>
        <translation>يسمح بالدخول رغم الرفض مع ذكر السبب</translation>
    </message>
    <message>
        <source>prints the badge again</source>
        <translation>يعيد طباعة الشارة</translation>
    </message>
    <message>
        <source>takes the last passage back</source>
        <translation>يتراجع عن آخر مرور</translation>
    </message>
    <message>
        <source>Scan a code or type a name</source>
        <translation>امسحوا رمزًا أو اكتبوا اسمًا</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>جاهز</translation>
    </message>
    <message>
        <source>Nobody is at the desk.</source>
        <translation>لا أحد أمام المكتب.</translation>
    </message>
    <message>
        <source>Passages</source>
        <translation>مرات المرور</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>المكان</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>التذكرة</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>الطلب</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>تم التراجع عنه</translation>
    </message>
    <message>
        <source>Not checked in yet</source>
        <translation>لم يُسجَّل الدخول بعد</translation>
    </message>
    <message>
        <source>Press Enter to check in.</source>
        <translation>اضغطوا Enter لتسجيل الدخول.</translation>
    </message>
    <message>
        <source>Went out</source>
        <translation>تم تسجيل الخروج</translation>
    </message>
    <message>
        <source>Not undone</source>
        <translation>لم يتم التراجع</translation>
    </message>
    <message>
        <source>The last passage was recorded at another desk.</source>
        <translation>سُجّل آخر مرور عند مكتب آخر.</translation>
    </message>
    <message>
        <source>Try fewer letters, the company or the order code.</source>
        <translation>جرّبوا حروفًا أقل أو المؤسسة أو رقم الطلب.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>لم يُعثر على أحد</translation>
    </message>
    <message>
        <source>Arrows choose, Enter opens, Esc goes back.</source>
        <translation>الأسهم للاختيار، Enter للفتح، Esc للعودة.</translation>
    </message>
    <message>
        <source>Double entries and refused uploads</source>
        <translation>حالات الدخول المزدوج وما رفضه الخادم</translation>
    </message>
    <message>
        <source>Find out what happened at the doors, then close each with a note.</source>
        <translation>تحققوا مما حدث عند الأبواب، ثم أغلقوا كل حالة بملاحظة.</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>لا شيء في انتظاركم.</translation>
    </message>
    <message>
        <source>First entry</source>
        <translation>الدخول الأول</translation>
    </message>
    <message>
        <source>Second entry</source>
        <translation>الدخول الثاني</translation>
    </message>
    <message>
        <source>Close with a note</source>
        <translation>إغلاق بملاحظة</translation>
    </message>
    <message>
        <source>Refused by the server</source>
        <translation>رفضه الخادم</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Keep it here</source>
        <translation>الاحتفاظ به هنا</translation>
    </message>
    <message>
        <source>This station can&apos;t read this guest as the server has them. Tell the organiser.</source>
        <translation>لا تستطيع هذه المحطة قراءة بيانات هذا الضيف من الخادم. أخبروا المنظِّم.</translation>
    </message>
    <message>
        <source>This station can&apos;t read the event&apos;s new set-up and keeps the former one.</source>
        <translation>لا تستطيع هذه المحطة قراءة الإعداد الجديد للحدث، فأبقت الإعداد السابق.</translation>
    </message>
    <message>
        <source>This station can&apos;t read this record of the server. Tell the organiser.</source>
        <translation>لا تستطيع هذه المحطة قراءة هذا السجل من الخادم. أخبروا المنظِّم.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>the server can&apos;t read it ({})</source>
        <translation>لا يستطيع الخادم قراءته ({})</translation>
    </message>
    <message>
        <source>the server has another passage under the same number</source>
        <translation>لدى الخادم مرور آخر بالرقم نفسه</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>In</source>
        <translation>دخول</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>خروج</translation>
    </message>
    <message>
        <source>In and out</source>
        <translation>دخول وخروج</translation>
    </message>
    <message>
        <source>Without a badge: %1</source>
        <translation>بدون شارة: %1</translation>
    </message>
    <message>
        <source>One person without a badge fewer</source>
        <translation>إنقاص شخص بدون شارة</translation>
    </message>
    <message>
        <source>One more person without a badge</source>
        <translation>إضافة شخص بدون شارة</translation>
    </message>
    <message>
        <source>No session here now</source>
        <translation>لا توجد جلسة هنا الآن</translation>
    </message>
    <message>
        <source>Next session: %1</source>
        <translation>الجلسة المقبلة: %1</translation>
    </message>
    <message>
        <source>Show your badge</source>
        <translation>قدّموا شارتكم</translation>
    </message>
</context>
<context>
    <name>Guest</name>
    <message>
        <source>New guest</source>
        <translation>ضيف جديد</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>تصحيح</translation>
    </message>
    <message>
        <source>Correct anyway</source>
        <translation>تصحيح على أي حال</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>Name in Arabic</source>
        <translation>الاسم بالعربية</translation>
    </message>
    <message>
        <source>Company or city</source>
        <translation>المؤسسة أو المدينة</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>الوظيفة</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>الفئة</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>E-mail (optional)</source>
        <translation>البريد الإلكتروني (اختياري)</translation>
    </message>
    <message>
        <source>Register and check in</source>
        <translation>تسجيل وإدخال</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>The name is missing</source>
        <translation>الاسم ناقص</translation>
    </message>
    <message>
        <source>Type the name as it should be on the badge.</source>
        <translation>اكتبوا الاسم كما يجب أن يظهر على الشارة.</translation>
    </message>
    <message>
        <source>A character can&apos;t be printed</source>
        <translation>هناك حرف لا يمكن طباعته</translation>
    </message>
    <message>
        <source>Clear this field and type it again instead of pasting.</source>
        <translation>أفرغوا هذه الخانة واكتبوها من جديد بدل اللصق.</translation>
    </message>
    <message>
        <source>This text is too long</source>
        <translation>هذا النص طويل جدًا</translation>
    </message>
    <message>
        <source>Shorten it so that it fits on a badge.</source>
        <translation>اختصروه ليتسع له مكان على الشارة.</translation>
    </message>
    <message>
        <source>This e-mail address is not complete</source>
        <translation>عنوان البريد الإلكتروني غير كامل</translation>
    </message>
    <message>
        <source>Correct it, or leave the field empty.</source>
        <translation>صحّحوه أو اتركوا الخانة فارغة.</translation>
    </message>
    <message>
        <source>This person is not registered any more</source>
        <translation>هذا الشخص لم يعد مسجلًا</translation>
    </message>
    <message>
        <source>The organiser removed the ticket. Register a new guest if that is a mistake.</source>
        <translation>حذف المنظم التذكرة. إذا كان ذلك خطأ فسجّلوا ضيفًا جديدًا.</translation>
    </message>
    <message>
        <source>somebody else changed the same field meanwhile</source>
        <translation>غيّر شخص آخر الخانة نفسها في هذه الأثناء</translation>
    </message>
    <message>
        <source>this person is not registered any more</source>
        <translation>هذا الشخص لم يعد مسجلًا</translation>
    </message>
    <message>
        <source>the ticket code belongs to somebody else</source>
        <translation>رمز التذكرة يخص شخصًا آخر</translation>
    </message>
    <message>
        <source>The name is enough. Enter registers, checks in and prints the badge.</source>
        <translation>الاسم يكفي. اضغطوا Enter للتسجيل والإدخال وطباعة الشارة.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>تصحيح</translation>
    </message>
    <message>
        <source>Change what is wrong, then press Enter.</source>
        <translation>صحّحوا الخطأ ثم اضغطوا Enter.</translation>
    </message>
    <message>
        <source>Nobody is called “%1”.</source>
        <translation>لا أحد باسم «%1».</translation>
    </message>
    <message>
        <source>Register as a new guest</source>
        <translation>تسجيل كضيف جديد</translation>
    </message>
</context>
<context>
    <name>Key</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>Print</name>
    <message>
        <source>Waiting for the printer</source>
        <translation>في انتظار الطابعة</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>جارٍ الطبع</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>تمت الطباعة</translation>
    </message>
    <message>
        <source>Printed? Please look at the printer</source>
        <translation>هل طُبعت؟ تحقّقوا من الطابعة</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>لم تُطبع</translation>
    </message>
    <message>
        <source>Not printed in time</source>
        <translation>لم تُطبع في الوقت المناسب</translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation>سُلّمت</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>لم تعد مطلوبة</translation>
    </message>
    <message>
        <source>Printer {}</source>
        <translation>الطابعة {}</translation>
    </message>
    <message>
        <source>Take it at printer {}</source>
        <translation>تُستلم من الطابعة {}</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>حالة غير معروفة</translation>
    </message>
    <message>
        <source>Load a new roll.</source>
        <translation>ركّبوا لفة جديدة.</translation>
    </message>
    <message>
        <source>Close it until it clicks.</source>
        <translation>أغلقوه حتى تسمعوا نقرة.</translation>
    </message>
    <message>
        <source>Change the ribbon.</source>
        <translation>بدّلوا الشريط.</translation>
    </message>
    <message>
        <source>Switch it off, clear the cutter, switch it on.</source>
        <translation>أطفئوها، حرّروا القاطع، ثم شغّلوها.</translation>
    </message>
    <message>
        <source>Press its pause or feed button, or let its print queue go on.</source>
        <translation>اضغطوا على زر الإيقاف المؤقت أو التغذية، أو شغّلوا قائمة انتظارها من جديد.</translation>
    </message>
    <message>
        <source>Wait a minute with the cover open.</source>
        <translation>انتظروا دقيقة والغطاء مفتوح.</translation>
    </message>
    <message>
        <source>Open it and pull the paper out along its path.</source>
        <translation>افتحوها واسحبوا الورق في اتجاه مساره.</translation>
    </message>
    <message>
        <source>Load the right roll, or let it measure its labels.</source>
        <translation>ركّبوا اللفة الصحيحة، أو دعوها تقيس ملصقاتها.</translation>
    </message>
    <message>
        <source>Switch it off and on, and look at its own display.</source>
        <translation>أطفئوها ثم شغّلوها وانظروا إلى شاشتها.</translation>
    </message>
    <message>
        <source>Is it switched on, and are its cable and address right?</source>
        <translation>هل هي مشغّلة، وهل السلك والعنوان صحيحان؟</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>جاهزة</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>تطبع</translation>
    </message>
    <message>
        <source>paper almost out</source>
        <translation>الورق على وشك النفاد</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>نفد الورق</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>الغطاء مفتوح</translation>
    </message>
    <message>
        <source>no ribbon</source>
        <translation>نفد الشريط</translation>
    </message>
    <message>
        <source>cutter stuck</source>
        <translation>القاطع عالق</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>متوقفة مؤقتًا</translation>
    </message>
    <message>
        <source>cooling down</source>
        <translation>قيد التبريد</translation>
    </message>
    <message>
        <source>paper jam</source>
        <translation>انحشار الورق</translation>
    </message>
    <message>
        <source>wrong paper</source>
        <translation>ورق غير مناسب</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>عطل</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>لا تجيب</translation>
    </message>
</context>
<context>
    <name>Printers</name>
    <message>
        <source>What is it?</source>
        <translation>ما نوع هذه الطابعة؟</translation>
    </message>
    <message>
        <source>Its own label or manual tells; the test page shows whether it fits.</source>
        <translation>ملصقها أو دليلها يبيّن ذلك؛ وصفحة التجربة تُظهر إن كان صحيحا.</translation>
    </message>
    <message>
        <source>Its name here</source>
        <translation>اسمها هنا</translation>
    </message>
    <message>
        <source>It speaks</source>
        <translation>لغتها</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>نقاط في البوصة</translation>
    </message>
    <message>
        <source>Paper inside</source>
        <translation>الورق المركّب</translation>
    </message>
    <message>
        <source>This takes the place of the station&apos;s printer of that name.</source>
        <translation>ستحل محل طابعة المحطة التي تحمل هذا الاسم.</translation>
    </message>
    <message>
        <source>{}, folded</source>
        <translation>{} مطوي</translation>
    </message>
    <message>
        <source>{} roll</source>
        <translation>لفة {}</translation>
    </message>
    <message>
        <source>Card {}</source>
        <translation>بطاقة {}</translation>
    </message>
    <message>
        <source>Butterfly</source>
        <translation>فراشة</translation>
    </message>
    <message>
        <source>Which printer?</source>
        <translation>أي طابعة؟</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>ابحث من جديد</translation>
    </message>
    <message>
        <source>Or its address</source>
        <translation>أو عنوانها</translation>
    </message>
    <message>
        <source>Printers found</source>
        <translation>الطابعات الموجودة</translation>
    </message>
    <message>
        <source>Looking on the network, at USB and in the print queues ...</source>
        <translation>جارٍ البحث في الشبكة وفي USB وفي طوابير الطباعة…</translation>
    </message>
    <message>
        <source>Choose with the arrow keys, then go on with Enter.</source>
        <translation>اختاروا بالأسهم ثم تابعوا بمفتاح الإدخال.</translation>
    </message>
    <message>
        <source>No printer was found</source>
        <translation>لم توجد أي طابعة</translation>
    </message>
    <message>
        <source>Is it switched on, with paper inside and the cover closed?</source>
        <translation>هل هي مشغّلة وفيها ورق وغطاؤها مغلق؟</translation>
    </message>
    <message>
        <source>Is its cable plugged in, or is it on the same network as this computer?</source>
        <translation>هل سلكها موصول، أو هل هي على شبكة هذا الحاسوب نفسها؟</translation>
    </message>
    <message>
        <source>Print its own network page (hold the feed button) and type the address below.</source>
        <translation>اطبعوا صفحة شبكتها (بإبقاء زر التغذية مضغوطا) واكتبوا العنوان أدناه.</translation>
    </message>
    <message>
        <source>A guest network often hides printers: use a cable or another network.</source>
        <translation>شبكة الزوار كثيرا ما تخفي الطابعات: استعملوا سلكا أو شبكة أخرى.</translation>
    </message>
    <message>
        <source>The paper</source>
        <translation>الورق</translation>
    </message>
    <message>
        <source>Say what is inside, send it, let the printer measure, then print the test page again.</source>
        <translation>حدّدوا الورق، أرسلوا، دعوا الطابعة تقيس، ثم اطبعوا صفحة التجربة من جديد.</translation>
    </message>
    <message>
        <source>Such a printer measures its roll itself or is set by its driver. Load the right roll and close the cover; if the size is wrong, go back and choose another paper.</source>
        <translation>طابعة كهذه تقيس لفتها بنفسها أو يضبطها برنامج تشغيلها. ركّبوا اللفة الصحيحة وأغلقوا الغطاء؛ وإن كان المقاس خطأ فارجعوا واختاروا ورقا آخر.</translation>
    </message>
    <message>
        <source>Send this to the printer</source>
        <translation>إرسال إلى الطابعة</translation>
    </message>
    <message>
        <source>Let it measure its labels</source>
        <translation>دعها تقيس ملصقاتها</translation>
    </message>
    <message>
        <source>Sending ...</source>
        <translation>جارٍ الإرسال…</translation>
    </message>
    <message>
        <source>Sent. The printer may feed a few labels.</source>
        <translation>تم الإرسال. قد تُخرج الطابعة بضعة ملصقات.</translation>
    </message>
    <message>
        <source>How a label ends</source>
        <translation>نهاية الملصق</translation>
    </message>
    <message>
        <source>How dark</source>
        <translation>درجة السواد</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>الحبر</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>عادي</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>None: thermal paper</source>
        <translation>بلا حبر: ورق حراري</translation>
    </message>
    <message>
        <source>Ribbon</source>
        <translation>شريط</translation>
    </message>
    <message>
        <source>{} is kept</source>
        <translation>{}: تم الحفظ</translation>
    </message>
    <message>
        <source>This station prints there from now on; it need not be started again.</source>
        <translation>تطبع هذه المحطة عليها من الآن، ولا حاجة إلى إعادة فتحها.</translation>
    </message>
    <message>
        <source>Badges that wait come out there. The front desk is asked first about those that have waited since before this station had a printer.</source>
        <translation>الشارات المنتظرة تخرج منها. ويُسأل مكتب الاستقبال أولا عن الشارات التي كانت تنتظر قبل أن تكون لهذه المحطة طابعة.</translation>
    </message>
    <message>
        <source>Add another printer</source>
        <translation>إضافة طابعة أخرى</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>اطبعوا صفحة تجربة</translation>
    </message>
    <message>
        <source>A page with a frame, letters of both scripts, a code and a fine grid.</source>
        <translation>صفحة فيها إطار وحروف الخطين ورمز وشبكة دقيقة.</translation>
    </message>
    <message>
        <source>Print it again</source>
        <translation>طباعتها مرة أخرى</translation>
    </message>
    <message>
        <source>Print the test page</source>
        <translation>طباعة صفحة التجربة</translation>
    </message>
    <message>
        <source>Waiting for the printer&apos;s word ...</source>
        <translation>في انتظار جواب الطابعة…</translation>
    </message>
    <message>
        <source>What came out?</source>
        <translation>ماذا خرج منها؟</translation>
    </message>
    <message>
        <source>The frame is whole on all four sides.</source>
        <translation>الإطار كامل من الجهات الأربع.</translation>
    </message>
    <message>
        <source>Letters and code are black and sharp.</source>
        <translation>الحروف والرمز سوداء وواضحة.</translation>
    </message>
    <message>
        <source>The grid has no white stripes: each would be a dead spot of the head.</source>
        <translation>لا خطوط بيضاء في الشبكة: كل خط منها نقطة معطلة في الرأس.</translation>
    </message>
    <message>
        <source>All of it, sharp: keep this printer</source>
        <translation>كل شيء وبوضوح: احتفظ بهذه الطابعة</translation>
    </message>
    <message>
        <source>Nothing, pale, cut off or on several labels</source>
        <translation>لا شيء، أو باهت، أو مقطوع، أو على عدة ملصقات</translation>
    </message>
    <message>
        <source>Letters and signs without sense</source>
        <translation>حروف وعلامات بلا معنى</translation>
    </message>
    <message>
        <source>Set up a printer</source>
        <translation>إعداد طابعة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Add a printer</source>
        <translation>إضافة طابعة</translation>
    </message>
    <message>
        <source>To the test page</source>
        <translation>إلى صفحة التجربة</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>{}, black and red roll</source>
        <translation>{}، لفة سوداء وحمراء</translation>
    </message>
    <message>
        <source>{} (the computer&apos;s driver)</source>
        <translation>{} (برنامج تشغيل الحاسوب)</translation>
    </message>
    <message>
        <source>Labels with gaps</source>
        <translation>ملصقات بينها فراغ</translation>
    </message>
    <message>
        <source>Black marks behind</source>
        <translation>علامات سوداء في الخلف</translation>
    </message>
    <message>
        <source>Endless roll</source>
        <translation>لفة متصلة</translation>
    </message>
    <message>
        <source>on the network</source>
        <translation>على الشبكة</translation>
    </message>
    <message>
        <source>at this computer&apos;s USB</source>
        <translation>على USB هذا الحاسوب</translation>
    </message>
    <message>
        <source>in this computer&apos;s print queue</source>
        <translation>في طابور طباعة هذا الحاسوب</translation>
    </message>
    <message>
        <source>The printer says that the page is out</source>
        <translation>الطابعة تقول إن الصفحة خرجت</translation>
    </message>
    <message>
        <source>Compare it with the points below.</source>
        <translation>قارنوها بالنقاط أدناه.</translation>
    </message>
    <message>
        <source>The page was sent</source>
        <translation>أُرسلت الصفحة</translation>
    </message>
    <message>
        <source>This printer can&apos;t say whether it came out. Please look.</source>
        <translation>هذه الطابعة لا تستطيع القول إن كانت قد خرجت. انظروا إليها.</translation>
    </message>
    <message>
        <source>This station&apos;s printers</source>
        <translation>طابعات هذه المحطة</translation>
    </message>
    <message>
        <source>Say when a new roll is in: its labels are counted, and the last twenty are told.</source>
        <translation>سجّلوا كل لفة جديدة عند تركيبها: تُعدّ ملصقاتها ويُنبَّه إلى العشرين الأخيرة.</translation>
    </message>
    <message>
        <source>On its roll: {}</source>
        <translation>على لفتها: {}</translation>
    </message>
    <message>
        <source>Its labels are not counted yet.</source>
        <translation>لم تُعدّ ملصقاتها بعد.</translation>
    </message>
    <message>
        <source>Labels on the new roll</source>
        <translation>عدد ملصقات اللفة الجديدة</translation>
    </message>
    <message>
        <source>A new roll is in</source>
        <translation>رُكّبت لفة جديدة</translation>
    </message>
    <message>
        <source>Take it out for good?</source>
        <translation>إزالتها نهائيا؟</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>إزالة</translation>
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
        <source>No scanner</source>
        <translation>لا يوجد ماسح</translation>
    </message>
    <message>
        <source>Check its cable. The camera or typing a name works meanwhile.</source>
        <translation>تحققوا من كابله. الكاميرا أو كتابة الاسم تعملان في هذه الأثناء.</translation>
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
    <name>Proof</name>
    <message>
        <source>does not fit</source>
        <translation>لا يتسع له المكان</translation>
    </message>
    <message>
        <source>set very small</source>
        <translation>بحجم صغير جدًا</translation>
    </message>
    <message>
        <source>a letter is missing in the fonts</source>
        <translation>حرف غير موجود في الخطوط</translation>
    </message>
    <message>
        <source>the code can’t be read</source>
        <translation>لا يمكن قراءة الرمز</translation>
    </message>
    <message>
        <source>no category</source>
        <translation>بلا فئة</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>بلا اسم</translation>
    </message>
    <message>
        <source>Arrows: another person. Save the file: it is drawn again at once.</source>
        <translation>الأسهم: شخص آخر. احفظوا الملف فيُعاد رسمه فورًا.</translation>
    </message>
    <message>
        <source>Nothing to complain of</source>
        <translation>لا ملاحظات</translation>
    </message>
    <message>
        <source>The layout can’t be used</source>
        <translation>لا يمكن استعمال هذا النموذج</translation>
    </message>
</context>
<context>
    <name>ScannerTest</name>
    <message>
        <source>This scanner works</source>
        <translation>هذا الماسح يعمل</translation>
    </message>
    <message>
        <source>Nothing needs to be set.</source>
        <translation>لا حاجة إلى أي ضبط.</translation>
    </message>
    <message>
        <source>Set the scanner to add Enter</source>
        <translation>اضبطوا الماسح ليضيف Enter</translation>
    </message>
    <message>
        <source>It works, but each code waits for a pause. Scan “suffix CR” in its manual.</source>
        <translation>يعمل، لكن كل رمز ينتظر توقفاً. امسحوا «suffix CR» في دليله.</translation>
    </message>
    <message>
        <source>This desk&apos;s keyboard is not American, so each code has two readings. The station takes the one that is a ticket; other programs see the second.</source>
        <translation>لوحة مفاتيح هذا الجهاز ليست أمريكية، فلكل رمز قراءتان. تأخذ المحطة القراءة التي تطابق تذكرة، أما البرامج الأخرى فترى الثانية.</translation>
    </message>
    <message>
        <source>This looks typed by hand</source>
        <translation>يبدو هذا مكتوباً باليد</translation>
    </message>
    <message>
        <source>Scan a code. If you did, remove the scanner&apos;s delay between characters.</source>
        <translation>امسحوا رمزاً. إن فعلتم، فأزيلوا مهلة الماسح بين الأحرف.</translation>
    </message>
    <message>
        <source>Test your scanner</source>
        <translation>اختبروا الماسح</translation>
    </message>
    <message>
        <source>Scan as many codes as you like. Nothing is looked up or kept here.</source>
        <translation>امسحوا ما شئتم من الرموز. لا يُبحث عن شيء هنا ولا يُحفظ.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>الرمز</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>وصل عبر</translation>
    </message>
    <message>
        <source>Rhythm</source>
        <translation>الإيقاع</translation>
    </message>
    <message>
        <source>This desk&apos;s layout</source>
        <translation>تخطيط هذا الجهاز</translation>
    </message>
    <message>
        <source>Ended with</source>
        <translation>انتهى بـ</translation>
    </message>
    <message>
        <source>Press its trigger on any code.</source>
        <translation>وجّهوا الماسح إلى أي رمز واضغطوا الزناد.</translation>
    </message>
    <message>
        <source>Serial line {}</source>
        <translation>المنفذ التسلسلي {}</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>لوحة المفاتيح</translation>
    </message>
    <message>
        <source>{} ms between two characters</source>
        <translation>{} ms بين حرفين</translation>
    </message>
    <message>
        <source>Enter or Tab</source>
        <translation>Enter أو Tab</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
</context>
<context>
    <name>SelfService</name>
    <message>
        <source>On now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>التالي</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>حتى %1</translation>
    </message>
    <message>
        <source>Hold it in front of the camera, above the screen.</source>
        <translation>قرّبوه من الكاميرا أعلى الشاشة.</translation>
    </message>
    <message>
        <source>Hold it in front of the camera, below the screen.</source>
        <translation>قرّبوه من الكاميرا أسفل الشاشة.</translation>
    </message>
    <message>
        <source>Show the QR code of your ticket</source>
        <translation>أظهروا رمز QR الموجود في تذكرتكم</translation>
    </message>
    <message>
        <source>Yes, that is me</source>
        <translation>نعم، هذه شارتي</translation>
    </message>
    <message>
        <source>No, that is not me</source>
        <translation>لا، ليست شارتي</translation>
    </message>
    <message>
        <source>Your badge as it will be printed</source>
        <translation>شارتكم كما ستُطبع</translation>
    </message>
    <message>
        <source>Is this your badge? It is printed exactly like this.</source>
        <translation>هل هذه شارتكم؟ ستُطبع هكذا تمامًا.</translation>
    </message>
    <message>
        <source>Is that you?</source>
        <translation>هل هذا أنتم؟</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>مرحبًا</translation>
    </message>
    <message>
        <source>Hello %1</source>
        <translation>مرحبًا %1</translation>
    </message>
    <message>
        <source>Our team expects you there. Give them this number: %1</source>
        <translation>فريقنا في انتظاركم هناك. أعطوهم هذا الرقم: %1</translation>
    </message>
    <message>
        <source>Please see the desk</source>
        <translation>توجّهوا إلى مكتب الاستقبال</translation>
    </message>
    <message>
        <source>Scan another code</source>
        <translation>مسح رمز آخر</translation>
    </message>
    <message>
        <source>Please stay here a moment. Your number: %1</source>
        <translation>ابقوا هنا لحظة من فضلكم. رقمكم: %1</translation>
    </message>
    <message>
        <source>Somebody is coming</source>
        <translation>سيأتي أحد أعضاء الفريق</translation>
    </message>
    <message>
        <source>I no longer need help</source>
        <translation>لم أعد بحاجة إلى مساعدة</translation>
    </message>
    <message>
        <source>Welcome!</source>
        <translation>أهلًا وسهلًا!</translation>
    </message>
    <message>
        <source>You are checked in. Please go in.</source>
        <translation>تم تسجيل حضوركم. تفضّلوا بالدخول.</translation>
    </message>
    <message>
        <source>Are you still there?</source>
        <translation>هل ما زلتم هنا؟</translation>
    </message>
    <message>
        <source>Otherwise what is on the screen will be cleared for the next person.</source>
        <translation>وإلا ستُمسح الشاشة من أجل الشخص التالي.</translation>
    </message>
    <message>
        <source>Yes, I need more time</source>
        <translation>نعم، أحتاج إلى وقت إضافي</translation>
    </message>
    <message>
        <source>This kiosk is taking a break</source>
        <translation>هذا الجهاز في استراحة</translation>
    </message>
    <message>
        <source>Please use the next kiosk or see the desk.</source>
        <translation>استعملوا الجهاز المجاور أو توجّهوا إلى مكتب الاستقبال.</translation>
    </message>
    <message>
        <source>I have my badge</source>
        <translation>أخذت شارتي</translation>
    </message>
    <message>
        <source>Take your badge</source>
        <translation>خذوا شارتكم</translation>
    </message>
    <message>
        <source>Have a good day!</source>
        <translation>نتمنى لكم يومًا سعيدًا!</translation>
    </message>
    <message>
        <source>Printing your badge</source>
        <translation>جارٍ طباعة شارتكم</translation>
    </message>
    <message>
        <source>The printer is busy. Your turn comes in a moment, please stay here.</source>
        <translation>الطابعة مشغولة. سيحين دوركم بعد لحظات، ابقوا هنا من فضلكم.</translation>
    </message>
    <message>
        <source>It comes out of the slot in a few seconds.</source>
        <translation>ستخرج من الطابعة خلال ثوانٍ.</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>لحظة من فضلكم.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>البدء من جديد</translation>
    </message>
    <message>
        <source>Call staff</source>
        <translation>طلب المساعدة</translation>
    </message>
</context>
<context>
    <name>StaffExit</name>
    <message>
        <source>Too many tries. Try again in %1 s.</source>
        <translation>محاولات كثيرة. أعيدوا المحاولة بعد %1 ثانية.</translation>
    </message>
    <message>
        <source>This PIN is not right.</source>
        <translation>هذا الرمز غير صحيح.</translation>
    </message>
    <message>
        <source>Staff: enter the PIN</source>
        <translation>الفريق: أدخلوا الرمز السري</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>حذف آخر رقم</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Back to the kiosk</source>
        <translation>العودة إلى الشاشة</translation>
    </message>
</context>
<context>
    <name>Station</name>
    <message>
        <source>camera ok</source>
        <translation>الكاميرا جاهزة</translation>
    </message>
    <message>
        <source>no camera</source>
        <translation>لا توجد كاميرا</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>متصل</translation>
    </message>
    <message>
        <source>no network, all is kept here</source>
        <translation>دون شبكة، كل شيء محفوظ هنا</translation>
    </message>
    <message>
        <source>stand-alone</source>
        <translation>محطة مستقلة</translation>
    </message>
    <message>
        <source>looking for the server</source>
        <translation>جارٍ البحث عن الخادم</translation>
    </message>
    <message>
        <source>the Wi-Fi wants a log-in</source>
        <translation>شبكة الواي فاي تطلب تسجيل الدخول</translation>
    </message>
    <message>
        <source>the server is in trouble</source>
        <translation>الخادم يواجه مشكلة</translation>
    </message>
    <message>
        <source>no hub is in charge</source>
        <translation>لا خادم رئيسي يعمل الآن</translation>
    </message>
    <message>
        <source>pair this station again</source>
        <translation>أعيدوا ربط هذه المحطة</translation>
    </message>
    <message>
        <source>the server has another version</source>
        <translation>للخادم إصدار آخر</translation>
    </message>
    <message>
        <source>check this station&apos;s disk</source>
        <translation>تحققوا من قرص هذه المحطة</translation>
    </message>
    <message>
        <source>wrong, it is {right}</source>
        <translation>غير مضبوطة، الوقت {right}</translation>
    </message>
    <message>
        <source>last heard {time}</source>
        <translation>آخر اتصال {time}</translation>
    </message>
    <message>
        <source>Set up a printer</source>
        <translation>إعداد طابعة</translation>
    </message>
    <message>
        <source>no printer</source>
        <translation>لا طابعة</translation>
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
        <source>Can&apos;t be checked now</source>
        <translation>يتعذّر التحقق الآن</translation>
    </message>
    <message>
        <source>Another door for now</source>
        <translation>من باب آخر حالياً</translation>
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
    <message>
        <source>The server is away. Ask to wait, or choose “Admit anyway” for a guest you know.</source>
        <translation>الخادم غير متاح. اطلبوا الانتظار، أو اختاروا «السماح رغم ذلك» لضيف تعرفونه.</translation>
    </message>
    <message>
        <source>The server is away: this ticket goes in by the area&apos;s other door until it is back.</source>
        <translation>الخادم غير متاح: تدخل هذه التذكرة من الباب الآخر إلى أن يعود.</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>صالحة</translation>
    </message>
</context>
</TS>
