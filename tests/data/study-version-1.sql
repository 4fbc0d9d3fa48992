-- SPDX-License-Identifier: GPL-3.0-or-later
-- A study file of version 1, as Entente 0.1.0 wrote it: the example rows of `entente new` and an import.
PRAGMA application_id = 1162761285;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE "actor" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "kind" TEXT CHECK ("kind" <> ''),
  "parent" TEXT CHECK ("parent" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "iso2" TEXT CHECK ("iso2" <> ''),
  "iso_num" TEXT CHECK ("iso_num" <> ''),
  "cow_code" TEXT CHECK ("cow_code" <> ''),
  "role" TEXT CHECK ("role" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "actor" VALUES(1,'JPN','Japan','state',NULL,'JP','392','740','partner',NULL);
CREATE TABLE "actor_passages" (
  "row" INTEGER NOT NULL REFERENCES "actor" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "actor_sources" (
  "row" INTEGER NOT NULL REFERENCES "actor" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "actor_sources" VALUES(1,0,'S1');
CREATE TABLE "alias" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "text" TEXT NOT NULL CHECK ("text" <> ''),
  "language" TEXT CHECK ("language" <> ''),
  "from" TEXT CHECK ("from" <> ''),
  "until" TEXT CHECK ("until" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "alias" VALUES(1,'AL1','JPN','Tokyo','en',NULL,NULL,NULL);
CREATE TABLE "assessment" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "assessor" TEXT NOT NULL CHECK ("assessor" <> ''),
  "date" TEXT CHECK ("date" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "issue" TEXT CHECK ("issue" <> '') REFERENCES "issue" ("id") DEFERRABLE INITIALLY DEFERRED,
  "continuum" TEXT CHECK ("continuum" <> '') REFERENCES "continuum" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT CHECK ("role" IN ('decides', 'influences', 'outside')),
  "low" REAL CHECK ("low" >= -2 AND "low" <= 100),
  "best" REAL CHECK ("best" >= -2 AND "best" <= 100),
  "high" REAL CHECK ("high" >= -2 AND "high" <= 100),
  "salience" INTEGER CHECK ("salience" >= 0 AND "salience" <= 100),
  "power" INTEGER CHECK ("power" >= 0 AND "power" <= 100),
  "reason" TEXT CHECK ("reason" <> ''),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "assessment" VALUES(1,'J1','Desk analyst','2024-06-01','JPN',NULL,'M1','decides',40.0,50.0,60.0,60,40,'spoke for yearly consultations in May 2024',NULL,NULL);
CREATE TABLE "assessment_issues" (
  "row" INTEGER NOT NULL REFERENCES "assessment" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "issue" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "assessment_issues" VALUES(1,0,'I1');
CREATE TABLE "audit" (
  "sequence" INTEGER PRIMARY KEY CHECK ("sequence" > 0),
  "kind" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "command" TEXT NOT NULL,
  "at" TEXT NOT NULL,
  "engine_version" TEXT NOT NULL,
  "changes" INTEGER NOT NULL,
  "changes_hash" TEXT NOT NULL,
  "previous_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL
) STRICT;
INSERT INTO "audit" VALUES(1,'create','Desk analyst','new study','new','2025-10-09T08:53:20Z','0.1.0',32,'3f668e1ba3c46ee876267570b55e962d2be46c94c3cb46426371dca1a1b0802a','','acb7c57e337a7b53095ce6522d7cfadce755a748e3e2cd5aee2726c9e19c32b4');
INSERT INTO "audit" VALUES(2,'import','Desk analyst','import of contribution.csv','import contribution.csv','2025-10-09T08:53:20Z','0.1.0',2,'045d6f4ddb740d25340aaa5c176abd263f6c6338e83bbc4192905900724ad7e0','acb7c57e337a7b53095ce6522d7cfadce755a748e3e2cd5aee2726c9e19c32b4','b51e8c86db40f2d77859b27d1f0409e453a117739659b64d0b2c7903dc0a2883');
CREATE TABLE "channel" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "kind" TEXT CHECK ("kind" <> ''),
  "partner" TEXT CHECK ("partner" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "ally" TEXT CHECK ("ally" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT CHECK ("from" <> ''),
  "until" TEXT CHECK ("until" <> ''),
  "status" TEXT CHECK ("status" IN ('known', 'gap')),
  "basis" TEXT CHECK ("basis" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "channel" VALUES(1,'C1','contact-point-embassy','JPN',NULL,NULL,NULL,'gap',NULL,'looked for, not found');
CREATE TABLE "channel_passages" (
  "row" INTEGER NOT NULL REFERENCES "channel" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "channel_sources" (
  "row" INTEGER NOT NULL REFERENCES "channel" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "codebook" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "version" TEXT NOT NULL CHECK ("version" <> ''),
  "date" TEXT CHECK ("date" <> ''),
  "rules" TEXT NOT NULL CHECK ("rules" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "codebook" VALUES(1,'CB1','1','2024-06-01','-2 opposes, -1 leans against, 0 neutral, 1 leans to support, 2 supports the claim',NULL);
CREATE TABLE "continuum" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "anchors" TEXT NOT NULL CHECK ("anchors" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "continuum" VALUES(1,'M1','Depth of consultation','0 none;50 yearly;100 standing office',NULL);
CREATE TABLE "continuum_issues" (
  "row" INTEGER NOT NULL REFERENCES "continuum" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "issue" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "continuum_issues" VALUES(1,0,'I1');
CREATE TABLE "continuum_passages" (
  "row" INTEGER NOT NULL REFERENCES "continuum" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "continuum_sources" (
  "row" INTEGER NOT NULL REFERENCES "continuum" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "contribution" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('sanction', 'aid', 'deployment')),
  "date" TEXT NOT NULL CHECK ("date" <> ''),
  "date_end" TEXT CHECK ("date_end" <> ''),
  "target" TEXT CHECK ("target" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "amount" REAL CHECK ("amount" >= 0 AND "amount" <= 1e+15),
  "currency" TEXT CHECK ("currency" <> ''),
  "unit" TEXT CHECK ("unit" <> ''),
  "personnel" INTEGER CHECK ("personnel" >= 0 AND "personnel" <= 1e+07),
  "operation" TEXT CHECK ("operation" <> ''),
  "through_nato" TEXT CHECK ("through_nato" IN ('yes', 'no', 'part', 'mixed')),
  "category" TEXT CHECK ("category" <> ''),
  "first" TEXT CHECK ("first" IN ('yes', 'no')),
  "description" TEXT CHECK ("description" <> ''),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "contribution" VALUES(1,'CO1','JPN','aid','2024-03',NULL,NULL,30.0,'USD','million',NULL,NULL,'yes','nonlethal',NULL,'medical supplies',NULL,NULL);
INSERT INTO "contribution" VALUES(2,'CO2','JPN','aid','2024-04',NULL,NULL,5.0,'USD',NULL,NULL,NULL,'part',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "contribution" VALUES(3,'CO3','JPN','aid','2024-05',NULL,NULL,7.0,'USD',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'says nothing of it');
CREATE TABLE "contribution_passages" (
  "row" INTEGER NOT NULL REFERENCES "contribution" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "contribution_sources" (
  "row" INTEGER NOT NULL REFERENCES "contribution" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "contribution_sources" VALUES(1,0,'S1');
INSERT INTO "contribution_sources" VALUES(2,0,'S1');
INSERT INTO "contribution_sources" VALUES(3,0,'S1');
CREATE TABLE "dispute" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "topic" TEXT NOT NULL CHECK ("topic" <> ''),
  "claim_a" TEXT NOT NULL CHECK ("claim_a" <> ''),
  "claim_b" TEXT NOT NULL CHECK ("claim_b" <> ''),
  "handling" TEXT CHECK ("handling" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "dispute" VALUES(1,'X1','Date of the first talks','2 May 2024','3 May 2024','prefer the ministry',NULL);
CREATE TABLE "dispute_passages_a" (
  "row" INTEGER NOT NULL REFERENCES "dispute" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "dispute_passages_b" (
  "row" INTEGER NOT NULL REFERENCES "dispute" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "dispute_sources_a" (
  "row" INTEGER NOT NULL REFERENCES "dispute" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "dispute_sources_a" VALUES(1,0,'S1');
CREATE TABLE "dispute_sources_b" (
  "row" INTEGER NOT NULL REFERENCES "dispute" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "dispute_sources_b" VALUES(1,0,'S1');
CREATE TABLE "document" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "source" TEXT NOT NULL CHECK ("source" <> '') REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "file" TEXT CHECK ("file" <> ''),
  "media_type" TEXT CHECK ("media_type" <> ''),
  "language" TEXT CHECK ("language" <> ''),
  "sha256" TEXT CHECK (length("sha256") = 64),
  "bytes" INTEGER CHECK ("bytes" >= 0 AND "bytes" <= 4e+09),
  "extractor" TEXT CHECK ("extractor" <> ''),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "document" VALUES(1,'D1','S1','statement.txt','text/plain','en',NULL,NULL,NULL,NULL,'Attach your copy with: entente import STUDY --document D1 FILE');
CREATE TABLE "document_text" (
  "document" TEXT NOT NULL PRIMARY KEY REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
  "sha256" TEXT NOT NULL CHECK (length("sha256") = 64),
  "bytes" BLOB NOT NULL
) STRICT;
CREATE TABLE "engagement" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "date" TEXT NOT NULL CHECK ("date" <> ''),
  "date_end" TEXT CHECK ("date_end" <> ''),
  "type" TEXT NOT NULL CHECK ("type" <> ''),
  "level" TEXT CHECK ("level" <> ''),
  "format" TEXT CHECK ("format" <> '') REFERENCES "format" ("id") DEFERRABLE INITIALLY DEFERRED,
  "place" TEXT CHECK ("place" <> ''),
  "topics" TEXT CHECK ("topics" <> ''),
  "summary" TEXT NOT NULL CHECK ("summary" <> ''),
  "basis" TEXT CHECK ("basis" IN ('seen', 'inferred')),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "engagement" VALUES(1,'E1','2024-05-02',NULL,'meeting','mfa','BILAT','Tokyo','cyber','Foreign ministers meet and agree yearly talks','seen',NULL,NULL,NULL);
CREATE TABLE "engagement_participants" (
  "row" INTEGER NOT NULL REFERENCES "engagement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "engagement_participants" VALUES(1,0,'JPN');
CREATE TABLE "engagement_passages" (
  "row" INTEGER NOT NULL REFERENCES "engagement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "engagement_passages" VALUES(1,0,'S1#p1');
CREATE TABLE "engagement_sources" (
  "row" INTEGER NOT NULL REFERENCES "engagement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "engagement_sources" VALUES(1,0,'S1');
CREATE TABLE "engagement_targets" (
  "row" INTEGER NOT NULL REFERENCES "engagement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "event" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "source" TEXT NOT NULL CHECK ("source" <> '') REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "source_event" TEXT CHECK ("source_event" <> ''),
  "batch" TEXT CHECK ("batch" <> ''),
  "date" TEXT NOT NULL CHECK ("date" <> ''),
  "actor_a" TEXT NOT NULL CHECK ("actor_a" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "actor_b" TEXT CHECK ("actor_b" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "code" TEXT CHECK ("code" <> ''),
  "event_class" TEXT CHECK ("event_class" <> ''),
  "mode" TEXT CHECK ("mode" <> ''),
  "value" REAL CHECK ("value" >= -100 AND "value" <= 100),
  "scale" TEXT CHECK ("scale" <> ''),
  "mentions" INTEGER CHECK ("mentions" >= 0 AND "mentions" <= 1e+09),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "event" VALUES(1,'EV1','S1','1001','2024.tsv','2024-05-02','JPN',NULL,'040','CONSULT',NULL,1.0,'Goldstein',3,NULL,NULL);
CREATE TABLE "format" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "formal" TEXT CHECK ("formal" <> ''),
  "regional_framework" TEXT CHECK ("regional_framework" <> ''),
  "members" TEXT CHECK ("members" <> ''),
  "levels" TEXT CHECK ("levels" <> ''),
  "since" TEXT CHECK ("since" <> ''),
  "strengths" TEXT CHECK ("strengths" <> ''),
  "limits" TEXT CHECK ("limits" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "format" VALUES(1,'BILAT','Bilateral talks','no','no','two governments','leader;mfa','2001','frank','no common line',NULL);
CREATE TABLE "format_passages" (
  "row" INTEGER NOT NULL REFERENCES "format" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "format_sources" (
  "row" INTEGER NOT NULL REFERENCES "format" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "format_sources" VALUES(1,0,'S1');
CREATE TABLE "frame" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "age" TEXT CHECK ("age" IN ('old', 'new')),
  "meaning" TEXT CHECK ("meaning" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "frame" VALUES(1,'FR1','Shared values','old','democracy and the rule of law as the bond',NULL);
CREATE TABLE "frame_passages" (
  "row" INTEGER NOT NULL REFERENCES "frame" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "frame_sources" (
  "row" INTEGER NOT NULL REFERENCES "frame" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "frame_sources" VALUES(1,0,'S1');
CREATE TABLE "history" (
  "audit_sequence" INTEGER NOT NULL REFERENCES "audit" ("sequence") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('insert', 'replace', 'withdraw')),
  "table" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "row_hash" TEXT NOT NULL,
  "before" TEXT NOT NULL,
  PRIMARY KEY ("audit_sequence", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "history" VALUES(1,0,'insert','study','settings','d36ded9db7760090873166edb51c2dc271ae2bfbb55c344dd2c7c9a2553d0b60','');
INSERT INTO "history" VALUES(1,1,'insert','label','LB1','9221bb006603662cc4680d3d98d553bebef8ed7ed7efdbb65f973d8d136c7e30','');
INSERT INTO "history" VALUES(1,2,'insert','source','S1','4c18f4f8a169d339a5b9902679e7772c3db571874e16731cc1206a40db491d3b','');
INSERT INTO "history" VALUES(1,3,'insert','document','D1','fa681f92735719ff12babd4dbdc9985ce931dc49b062b6c8d2b516c6dcd93bca','');
INSERT INTO "history" VALUES(1,4,'insert','passage','S1#p1','86af78bd77b3c6c72e2a7ef2a5648f6a3700b6acab98d125ca3e73e304850aad','');
INSERT INTO "history" VALUES(1,5,'insert','actor','JPN','f2b2c6681101408d0bab19752828160a809be009e108c4a673665c6a46937214','');
INSERT INTO "history" VALUES(1,6,'insert','alias','AL1','e8a8192f93791028a78b103e2d58455126a2e81024d4096ce347c0d9ec8dd55c','');
INSERT INTO "history" VALUES(1,7,'insert','term','T1','cec2f8aded96bdf2f9c7447c5034a0f1e5c2abf6918f571da6968450bd9be176','');
INSERT INTO "history" VALUES(1,8,'insert','membership','M1','530ab3100a4413908c7118496f433672d8aad28b665561be2fb67f87753f4dfc','');
INSERT INTO "history" VALUES(1,9,'insert','format','BILAT','cac859336371475c1ec18d68ceaa584dc03bca8953be47ae9ad438095d306c02','');
INSERT INTO "history" VALUES(1,10,'insert','instrument','IN1','4f9e4a702a77350569c644ff6bc8bfc92d808a4a8cddb3c2de1b1193ed3022f7','');
INSERT INTO "history" VALUES(1,11,'insert','instrument_area','IA1','685e9df11c9061417126237581767669bd41b3923c0958069a36e1aaa672d721','');
INSERT INTO "history" VALUES(1,12,'insert','channel','C1','4e8bc51ae5485c3b7586c0edf1f3d3e5d7fbfbaaf2bdaae9b7fd6f1d134d7474','');
INSERT INTO "history" VALUES(1,13,'insert','frame','FR1','1090b3b44db74af4c2dc37db9343b56732429bfd3ddec57201c90acd396c456a','');
INSERT INTO "history" VALUES(1,14,'insert','codebook','CB1','58f07b229aaf893391f50e6a4a82094b5057c32f0522e0bbad34e295b926facb','');
INSERT INTO "history" VALUES(1,15,'insert','issue','I1','66cfed6cc96af0a283c43f99d325c7fdc0bb9ce9f504be2349f8c15d28f415e9','');
INSERT INTO "history" VALUES(1,16,'insert','continuum','M1','93d936896d45e702ab96fc97ae3d42fbb65103090040c3952635dfa7d614c60e','');
INSERT INTO "history" VALUES(1,17,'insert','statement','P1','f6488a86466a3632c1bf9b5a1ec41e071c69c8d6de477b95220a0ae8bd976b35','');
INSERT INTO "history" VALUES(1,18,'insert','assessment','J1','d77c590090d41d8a7b6508f33fc68b0ccf4e3e58adbda616eb6566e0ba3f0473','');
INSERT INTO "history" VALUES(1,19,'insert','engagement','E1','bc2f5ab69743cc9cd451ed50835e93df048f3c96a68099c10b9feb38ac7dab03','');
INSERT INTO "history" VALUES(1,20,'insert','rollcall','RC1','22717311c8db63778a746ea007cd3e2a97962a129b1d22e8d181294cf23dc59d','');
INSERT INTO "history" VALUES(1,21,'insert','vote','V1','12b80d6834e5e8e0a0a539bfcb6b8be74178bc08618a63e76af1fb3b20aab547','');
INSERT INTO "history" VALUES(1,22,'insert','event','EV1','90187781303a470c82d3d98478e63f6a5129818174b8f29a544b7805ca490f6c','');
INSERT INTO "history" VALUES(1,23,'insert','contribution','CO1','1a64fb10568224ea4ab1074fc2f88e7a69aec2eeb2317d09bc8462550d6d3fa9','');
INSERT INTO "history" VALUES(1,24,'insert','indicator','N1','2228fc750d106f23caec104754fa559cf6b806517ca54629cc3bdab8da1e20f8','');
INSERT INTO "history" VALUES(1,25,'insert','interest','IT1','222fb525663dba45ac8b9ee650bb7c5fc13ce9dfc035ad0fe77a1f1f09aebbc5','');
INSERT INTO "history" VALUES(1,26,'insert','rule','G1','b76f345fe0598f9b7d68d07d8971b3e233d2fd2e190426e41c05e085becb80b1','');
INSERT INTO "history" VALUES(1,27,'insert','option','O1','3ac3ad74e6c0e045397b77636f586add827718ec818001a4a374059cb38ee91f','');
INSERT INTO "history" VALUES(1,28,'insert','scenario','SC1','098e862ffe9d3bf3a909181e917327d1a6bd9002fb720f6ca1d3295bf67b51cc','');
INSERT INTO "history" VALUES(1,29,'insert','dispute','X1','3ca3352fa8055bce54efcd89ace71c9963932d53843dbd619b478849d6b00e0e','');
INSERT INTO "history" VALUES(1,30,'insert','method_step','MS1','86170cf7e26d58bcda7afeab024602a4a5a2867e7639a10e8315d0139e14bf28','');
INSERT INTO "history" VALUES(1,31,'insert','run','R1','59e46d0d217fd70687f80b792270030cf8ab544473c0a8898be4c7a24bebe0eb','');
INSERT INTO "history" VALUES(2,0,'insert','contribution','CO2','a4498e3d5ef3980d93bb0506ef8c44c89cae71a7d1ec2b3c1690d410d1120be0','');
INSERT INTO "history" VALUES(2,1,'insert','contribution','CO3','4ae53e97f306db7e48100929b1b43309c3dcd8872beca350b4aa5d8f77ed1792','');
CREATE TABLE "indicator" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "date" TEXT CHECK ("date" <> ''),
  "value" REAL,
  "unit" TEXT CHECK ("unit" <> ''),
  "measured_by" TEXT CHECK ("measured_by" <> ''),
  "status" TEXT CHECK ("status" IN ('known', 'gap')),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "indicator" VALUES(1,'N1','JPN','GDP','2023',4212.9,'USD billion','World Bank','known',NULL,NULL);
CREATE TABLE "indicator_passages" (
  "row" INTEGER NOT NULL REFERENCES "indicator" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "indicator_sources" (
  "row" INTEGER NOT NULL REFERENCES "indicator" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "indicator_sources" VALUES(1,0,'S1');
CREATE TABLE "instrument" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "type" TEXT NOT NULL CHECK ("type" <> ''),
  "party" TEXT NOT NULL CHECK ("party" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "date" TEXT CHECK ("date" <> ''),
  "status" TEXT CHECK ("status" <> ''),
  "binding" TEXT CHECK ("binding" IN ('binding', 'non-binding')),
  "areas_count" INTEGER CHECK ("areas_count" >= 0 AND "areas_count" <= 1000),
  "text_public" TEXT CHECK ("text_public" <> ''),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "instrument" VALUES(1,'IN1','Joint statement','JPN','2024-05','in force','non-binding',2,'yes',NULL,NULL);
CREATE TABLE "instrument_area" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "instrument" TEXT NOT NULL CHECK ("instrument" <> '') REFERENCES "instrument" ("id") DEFERRABLE INITIALLY DEFERRED,
  "area" TEXT NOT NULL CHECK ("area" <> ''),
  "completeness" TEXT CHECK ("completeness" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "instrument_area" VALUES(1,'IA1','IN1','cyber defence','complete (1)',NULL);
CREATE TABLE "instrument_area_passages" (
  "row" INTEGER NOT NULL REFERENCES "instrument_area" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "instrument_area_sources" (
  "row" INTEGER NOT NULL REFERENCES "instrument_area" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "instrument_area_sources" VALUES(1,0,'S1');
CREATE TABLE "instrument_passages" (
  "row" INTEGER NOT NULL REFERENCES "instrument" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "instrument_sources" (
  "row" INTEGER NOT NULL REFERENCES "instrument" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "instrument_sources" VALUES(1,0,'S1');
CREATE TABLE "interest" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('priority', 'benefit', 'attribute', 'constraint', 'dynamic')),
  "rank" INTEGER CHECK ("rank" >= 1 AND "rank" <= 1000),
  "item" TEXT NOT NULL CHECK ("item" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "interest" VALUES(1,'IT1','JPN','priority',1,'regular consultation',NULL);
CREATE TABLE "interest_passages" (
  "row" INTEGER NOT NULL REFERENCES "interest" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "interest_passages" VALUES(1,0,'S1#p1');
CREATE TABLE "interest_sources" (
  "row" INTEGER NOT NULL REFERENCES "interest" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "issue" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "group" TEXT CHECK ("group" <> ''),
  "code" TEXT CHECK ("code" <> ''),
  "kind" TEXT CHECK ("kind" IN ('goal', 'posture', 'perception', 'format', 'frame')),
  "claim" TEXT NOT NULL CHECK ("claim" <> ''),
  "reverse_keyed" TEXT CHECK ("reverse_keyed" IN ('yes', 'no')),
  "signalling" TEXT CHECK ("signalling" IN ('yes', 'no')),
  "decision_pending" TEXT CHECK ("decision_pending" IN ('yes', 'no')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "issue" VALUES(1,'I1','security','CONSULT','goal','Hold yearly consultations','no','no','no',NULL);
CREATE TABLE "issue_passages" (
  "row" INTEGER NOT NULL REFERENCES "issue" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "issue_sources" (
  "row" INTEGER NOT NULL REFERENCES "issue" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "issue_sources" VALUES(1,0,'S1');
CREATE TABLE "label" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "marking" TEXT NOT NULL CHECK ("marking" <> ''),
  "releasable_to" TEXT CHECK ("releasable_to" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "label" VALUES(1,'LB1','FOR OFFICIAL USE',NULL,'Example: delete this row when no marking is needed.');
CREATE TABLE "membership" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "group" TEXT NOT NULL CHECK ("group" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "from" TEXT CHECK ("from" <> ''),
  "until" TEXT CHECK ("until" <> ''),
  "role" TEXT CHECK ("role" <> ''),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "membership" VALUES(1,'M1','JPN','JPN',NULL,NULL,'member',NULL,'Example only: name a real group here.');
CREATE TABLE "membership_passages" (
  "row" INTEGER NOT NULL REFERENCES "membership" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "membership_sources" (
  "row" INTEGER NOT NULL REFERENCES "membership" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "membership_sources" VALUES(1,0,'S1');
CREATE TABLE "meta" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('audit_head','b51e8c86db40f2d77859b27d1f0409e453a117739659b64d0b2c7903dc0a2883');
INSERT INTO "meta" VALUES('schema_sha256','16c033c6caf07a483f7f5109904e2ef9464099f5eae81afac42603c082a037ff');
INSERT INTO "meta" VALUES('texts','0');
CREATE TABLE "method_step" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "step" TEXT NOT NULL CHECK ("step" <> ''),
  "what" TEXT NOT NULL CHECK ("what" <> ''),
  "when" TEXT CHECK ("when" <> ''),
  "where" TEXT CHECK ("where" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "method_step" VALUES(1,'MS1','interviews','interviews with officials','2024','Tokyo',NULL);
CREATE TABLE "method_step_passages" (
  "row" INTEGER NOT NULL REFERENCES "method_step" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "method_step_sources" (
  "row" INTEGER NOT NULL REFERENCES "method_step" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "option" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "parent" TEXT CHECK ("parent" <> '') REFERENCES "option" ("id") DEFERRABLE INITIALLY DEFERRED,
  "who" TEXT NOT NULL CHECK ("who" <> ''),
  "towards" TEXT CHECK ("towards" <> ''),
  "what" TEXT NOT NULL CHECK ("what" <> ''),
  "mechanism" TEXT CHECK ("mechanism" <> ''),
  "effect" TEXT CHECK ("effect" <> ''),
  "risk" TEXT CHECK ("risk" <> ''),
  "model_as" TEXT CHECK ("model_as" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "option" VALUES(1,'O1',NULL,'both governments','each other','hold yearly consultations','exchange of letters','fewer surprises','low attention',NULL,NULL);
CREATE TABLE "option_passages" (
  "row" INTEGER NOT NULL REFERENCES "option" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "option_sources" (
  "row" INTEGER NOT NULL REFERENCES "option" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "option_sources" VALUES(1,0,'S1');
CREATE TABLE "passage" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "source" TEXT NOT NULL CHECK ("source" <> '') REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  "document" TEXT CHECK ("document" <> '') REFERENCES "document" ("id") DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT CHECK ("locator" <> ''),
  "byte_start" INTEGER CHECK ("byte_start" >= 0 AND "byte_start" <= 4e+09),
  "byte_end" INTEGER CHECK ("byte_end" >= 0 AND "byte_end" <= 4e+09),
  "quote_hash" TEXT CHECK (length("quote_hash") = 64),
  "original" TEXT CHECK ("original" <> ''),
  "language" TEXT CHECK ("language" <> ''),
  "translation" TEXT CHECK ("translation" <> ''),
  "translator" TEXT CHECK ("translator" <> ''),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "passage" VALUES(1,'S1#p1','S1',NULL,'paragraph 3',NULL,NULL,NULL,NULL,'en',NULL,NULL,NULL,'says that both governments will consult yearly');
CREATE TABLE "rollcall" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "body" TEXT CHECK ("body" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "date" TEXT NOT NULL CHECK ("date" <> ''),
  "title" TEXT NOT NULL CHECK ("title" <> ''),
  "yes" INTEGER CHECK ("yes" >= 0 AND "yes" <= 1e+06),
  "no" INTEGER CHECK ("no" >= 0 AND "no" <= 1e+06),
  "abstain" INTEGER CHECK ("abstain" >= 0 AND "abstain" <= 1e+06),
  "issue" TEXT CHECK ("issue" <> '') REFERENCES "issue" ("id") DEFERRABLE INITIALLY DEFERRED,
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "rollcall" VALUES(1,'RC1',NULL,'2024-05-10','Resolution on consultations',100,5,20,NULL,NULL,NULL);
CREATE TABLE "rollcall_passages" (
  "row" INTEGER NOT NULL REFERENCES "rollcall" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "rollcall_sources" (
  "row" INTEGER NOT NULL REFERENCES "rollcall" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "rollcall_sources" VALUES(1,0,'S1');
CREATE TABLE "rule" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "condition" TEXT NOT NULL CHECK ("condition" <> ''),
  "test" TEXT CHECK ("test" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "rule" VALUES(1,'G1','unity must be shown','issue is signalling and all stances are at least +1',NULL);
CREATE TABLE "rule_passages" (
  "row" INTEGER NOT NULL REFERENCES "rule" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "rule_sources" (
  "row" INTEGER NOT NULL REFERENCES "rule" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "rule_sources" VALUES(1,0,'S1');
CREATE TABLE "run" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "command" TEXT NOT NULL CHECK ("command" <> ''),
  "engine_version" TEXT CHECK ("engine_version" <> ''),
  "parameters" TEXT CHECK ("parameters" <> ''),
  "seed" INTEGER CHECK ("seed" >= 0 AND "seed" <= 9e+15),
  "input_hash" TEXT CHECK (length("input_hash") = 64),
  "output_hash" TEXT CHECK (length("output_hash") = 64),
  "date" TEXT CHECK ("date" <> ''),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "run" VALUES(1,'R1','entente brief','0.1.0','--at 2024-12-31',7,NULL,NULL,'2024-12-31',NULL);
CREATE TABLE "scenario" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "name" TEXT NOT NULL CHECK ("name" <> ''),
  "description" TEXT CHECK ("description" <> ''),
  "date" TEXT CHECK ("date" <> ''),
  "changes" TEXT CHECK ("changes" <> ''),
  "author" TEXT CHECK ("author" <> ''),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "scenario" VALUES(1,'SC1','Closer talks','consultations become quarterly',NULL,NULL,'Desk analyst',NULL,NULL);
CREATE TABLE "scenario_options" (
  "row" INTEGER NOT NULL REFERENCES "scenario" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "option" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "scenario_options" VALUES(1,0,'O1');
CREATE TABLE "source" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "title" TEXT NOT NULL CHECK ("title" <> ''),
  "publisher" TEXT CHECK ("publisher" <> ''),
  "date" TEXT CHECK ("date" <> ''),
  "locator" TEXT CHECK ("locator" <> ''),
  "kind" TEXT CHECK ("kind" <> ''),
  "reliability" TEXT CHECK ("reliability" IN ('A', 'B', 'C', 'D', 'E', 'F')),
  "seen" TEXT CHECK ("seen" IN ('full', 'excerpt', 'none')),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "source" VALUES(1,'S1','Joint statement of the two ministers','Ministry of Foreign Affairs','2024-05-02','https://example.org/statement','official','A','full',NULL,NULL,NULL);
CREATE TABLE "statement" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "issue" TEXT NOT NULL CHECK ("issue" <> '') REFERENCES "issue" ("id") DEFERRABLE INITIALLY DEFERRED,
  "target" TEXT CHECK ("target" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "stance" INTEGER NOT NULL CHECK ("stance" >= -2 AND "stance" <= 2),
  "kind" TEXT CHECK ("kind" IN ('position', 'perception', 'action', 'recommendation')),
  "date" TEXT NOT NULL CHECK ("date" <> ''),
  "date_end" TEXT CHECK ("date_end" <> ''),
  "salience" INTEGER CHECK ("salience" >= 0 AND "salience" <= 100),
  "confidence" TEXT CHECK ("confidence" IN ('high', 'moderate', 'low')),
  "basis" TEXT CHECK ("basis" IN ('explicit', 'implied', 'inferred')),
  "hedge" TEXT CHECK ("hedge" <> ''),
  "source_chain" TEXT CHECK ("source_chain" <> ''),
  "frame" TEXT CHECK ("frame" <> '') REFERENCES "frame" ("id") DEFERRABLE INITIALLY DEFERRED,
  "coder" TEXT NOT NULL CHECK ("coder" <> ''),
  "codebook" TEXT CHECK ("codebook" <> '') REFERENCES "codebook" ("id") DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT CHECK ("status" IN ('proposed', 'accepted', 'edited', 'rejected')),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "label" TEXT CHECK ("label" <> '') REFERENCES "label" ("id") DEFERRABLE INITIALLY DEFERRED,
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "statement" VALUES(1,'P1','JPN','I1',NULL,2,'position','2024-05-02',NULL,70,'high','explicit',NULL,NULL,NULL,'A. Analyst','CB1','accepted',NULL,NULL,'a worked example: change or delete it');
CREATE TABLE "statement_passages" (
  "row" INTEGER NOT NULL REFERENCES "statement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "statement_passages" VALUES(1,0,'S1#p1');
CREATE TABLE "statement_sources" (
  "row" INTEGER NOT NULL REFERENCES "statement" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "study" (
  "only" INTEGER PRIMARY KEY CHECK ("only" = 1),
  "settings" TEXT NOT NULL
) STRICT;
INSERT INTO "study" VALUES(1,'format = 1
name = "old"
title = "Two towns and a bridge"
question = ""
as_of = "2024-12-31"
language = "en"
author = "Desk analyst"
focus_name = ""
focus = ["JPN"]

[rules]
salience_threshold = 50
stale_after_months = 24
');
CREATE TABLE "term" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "office" TEXT NOT NULL CHECK ("office" <> ''),
  "person" TEXT NOT NULL CHECK ("person" <> ''),
  "from" TEXT NOT NULL CHECK ("from" <> ''),
  "until" TEXT CHECK ("until" <> ''),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "term" VALUES(1,'T1','JPN','prime minister','Fumio Kishida','2021-10-04','2024-10-01',NULL,NULL);
CREATE TABLE "term_passages" (
  "row" INTEGER NOT NULL REFERENCES "term" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "term_sources" (
  "row" INTEGER NOT NULL REFERENCES "term" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "term_sources" VALUES(1,0,'S1');
CREATE TABLE "vote" (
  "row" INTEGER PRIMARY KEY,
  "id" TEXT NOT NULL UNIQUE CHECK ("id" <> ''),
  "rollcall" TEXT NOT NULL CHECK ("rollcall" <> '') REFERENCES "rollcall" ("id") DEFERRABLE INITIALLY DEFERRED,
  "actor" TEXT NOT NULL CHECK ("actor" <> '') REFERENCES "actor" ("id") DEFERRABLE INITIALLY DEFERRED,
  "vote" TEXT NOT NULL CHECK ("vote" IN ('Y', 'N', 'A', 'X')),
  "basis" TEXT CHECK ("basis" IN ('seen', 'derived', 'recall')),
  "verification" TEXT CHECK ("verification" IN ('verified', 'unverified')),
  "note" TEXT CHECK ("note" <> '')
) STRICT;
INSERT INTO "vote" VALUES(1,'V1','RC1','JPN','Y','seen',NULL,NULL);
CREATE TABLE "vote_passages" (
  "row" INTEGER NOT NULL REFERENCES "vote" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "passage" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
CREATE TABLE "vote_sources" (
  "row" INTEGER NOT NULL REFERENCES "vote" ("row") DEFERRABLE INITIALLY DEFERRED,
  "position" INTEGER NOT NULL CHECK ("position" >= 0),
  "target" TEXT NOT NULL REFERENCES "source" ("id") DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY ("row", "position")
) STRICT, WITHOUT ROWID;
INSERT INTO "vote_sources" VALUES(1,0,'S1');
CREATE TRIGGER "audit_no_update" BEFORE UPDATE ON "audit" BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER "audit_no_delete" BEFORE DELETE ON "audit" BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER "history_no_update" BEFORE UPDATE ON "history" BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER "history_no_delete" BEFORE DELETE ON "history" BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
COMMIT;
