<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Counts</name>
    <message numerus="yes">
        <source>%n people found</source>
        <translation>
            <numerusform>%n person found</numerusform>
            <numerusform>%n people found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges need attention</source>
        <translation>
            <numerusform>%n badge needs attention</numerusform>
            <numerusform>%n badges need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n badges are waiting since before the printer was there</source>
        <translation>
            <numerusform>%n badge is waiting since before the printer was there</numerusform>
            <numerusform>%n badges are waiting since before the printer was there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused by the server</source>
        <translation>
            <numerusform>%n refused by the server</numerusform>
            <numerusform>%n refused by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n double entries</source>
        <translation>
            <numerusform>%n double entry</numerusform>
            <numerusform>%n double entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open cases</source>
        <translation>
            <numerusform>%n open case</numerusform>
            <numerusform>%n open cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n labels</source>
        <translation>
            <numerusform>%n label</numerusform>
            <numerusform>%n labels</numerusform>
        </translation>
    </message>
</context>
</TS>
