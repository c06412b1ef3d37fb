BEGIN TRANSACTION;
CREATE TABLE web_about (
	khoa VARCHAR(40) NOT NULL, 
	gia_tri TEXT NOT NULL, 
	PRIMARY KEY (khoa)
);
INSERT INTO "web_about" VALUES('phien_ban','1');
CREATE TABLE web_failure (
	id INTEGER NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	address VARCHAR(64) NOT NULL, 
	moment FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE web_log (
	position INTEGER NOT NULL, 
	moment VARCHAR(40) NOT NULL, 
	who VARCHAR(100) NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	content TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (position)
);
INSERT INTO "web_log" VALUES(1,'2026-03-02T08:00:00+07:00','quản trị','user_add','{"name":"an","roles":"soan","unit":""}','8f32656ffafbd5741f4e996da6c0c155c176bc9f1f9ca8b06ca9c42e964eb823');
INSERT INTO "web_log" VALUES(2,'2026-03-02T08:00:00+07:00','Người Soạn Mẫu (an)','login','{"address":"127.0.0.1"}','ec42ce432b440e4cbda520116f2b5b2d3176c57b77de282fc285bc19a8ad931b');
CREATE TABLE web_session (
	digest VARCHAR(64) NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	began FLOAT NOT NULL, 
	seen FLOAT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "web_session" VALUES('86cb52966c4a2abea1a47f8c84b5c3475c300ccec0c89d7ea97de71313870609','an',1772413200.0,1772413200.0);
CREATE TABLE web_user (
	name VARCHAR(40) NOT NULL, 
	full_name VARCHAR(50) NOT NULL, 
	unit VARCHAR(100) NOT NULL, 
	roles VARCHAR(100) NOT NULL, 
	password TEXT NOT NULL, 
	disabled BOOLEAN NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "web_user" VALUES('an','Người Soạn Mẫu','','soan','$argon2id$v=19$m=19456,t=2,p=1$bYiCZ0XeQ9267rOeXBNkfQ$Yd3ts01aGRe4lgWPffQ5HGPGhQxXecQRIRxHdDy1pz4',0);
COMMIT;
